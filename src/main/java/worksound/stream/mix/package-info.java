/**
 * How segments become one unbroken piece of music: the mathematics of the page's {@code js/audio}, on whole frames at 48 kHz. Nothing here
 * knows a clock, the bus or a listener; what is mixed is asked for block by block.
 */
package worksound.stream.mix;
