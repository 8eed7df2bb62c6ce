/** Whether music wears down over hours of continuation. */
package worksound.audio.analysis.decay;
