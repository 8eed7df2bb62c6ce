/** A clock and its timers, so that whoever waits can be tested in virtual time. */
package worksound.time;
