/** What both HTTP servers, the page's and the built-in engine's, hold against strangers: whom they answer, and what a connection may cost. */
package worksound.guard;
