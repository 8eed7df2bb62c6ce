/** How the verticles talk: requests with one answerer, topics with any number of listeners, records as JSON between nodes, failure codes. */
package worksound.bus;
