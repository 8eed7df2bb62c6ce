/** Whether music goes on across a boundary: what changes there against what changes elsewhere in it. */
package worksound.audio.analysis.boundary;
