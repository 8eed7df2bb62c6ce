/** What a person can set: one record per section of the JSON configuration, each refusing what it cannot work with. */
package worksound.config;
