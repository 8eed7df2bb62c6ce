/** {@code ./run.sh rehearse}: a few segments made on the configured servers, measured and not played. */
package worksound.rehearsal;
