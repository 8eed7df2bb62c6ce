/** The door: REST, the event stream, WAV files, health and the page. Knows nothing but requests, replies and status.changed. */
package worksound.http;
