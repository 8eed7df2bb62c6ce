/** The formats that players take: each encoder turns PCM into a stream that a listener may join at any frame or page. */
package worksound.stream.encode;
