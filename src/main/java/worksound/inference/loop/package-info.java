/** When the next segment is made, and how one segment is made over all its attempts. */
package worksound.inference.loop;
