/** The whole server, started as a person starts it and asked over HTTP. */
package worksound.server;
