/** ACE-Step's HTTP interface: what is asked for, the queue of tasks, and the files that come and go. No music is made here. */
package worksound.engine.api;
