/** A day of music in minutes: the whole server on a clock that jumps, with a host and a person that cannot be relied on. */
package worksound.day;
