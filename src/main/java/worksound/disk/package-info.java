/** Files that worksound makes for itself: private to its user, and deleted without following links; imports nothing of worksound. */
package worksound.disk;
