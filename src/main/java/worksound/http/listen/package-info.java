/** The music at an address that any player takes: what each listener is sent, in the shape that its program asks for. */
package worksound.http.listen;
