/** How well the boundary measure tells music that goes on from music that was cut: clips, regression, areas under the ROC curve. */
package worksound.bench.seams;
