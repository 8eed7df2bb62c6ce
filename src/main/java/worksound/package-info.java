/** worksound: unbroken music to work to. {@link worksound.MainVerticle} puts the parts together. */
package worksound;
