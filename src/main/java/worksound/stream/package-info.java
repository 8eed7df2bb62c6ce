/**
 * The server's own player, for everything that plays a URL: mixes the segments as the page does, encodes the music once for each format that
 * somebody listens to, and sends it to http. To everybody else it is a listener like a page.
 */
package worksound.stream;
