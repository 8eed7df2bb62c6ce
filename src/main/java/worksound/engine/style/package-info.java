/** What is to be played: the instruments, the key and the tempo that a prompt asks for. */
package worksound.engine.style;
