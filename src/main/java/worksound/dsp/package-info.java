/** Signal processing on arrays of samples: transform, correlation, loudness, decibels. */
package worksound.dsp;
