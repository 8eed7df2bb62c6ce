/** Which models ACE-Step has, which are loaded, and which are used instead when they fail. */
package worksound.inference.acestep.models;
