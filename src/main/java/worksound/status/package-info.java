/** What is going on: events folded into one snapshot, and one log line an event. */
package worksound.status;
