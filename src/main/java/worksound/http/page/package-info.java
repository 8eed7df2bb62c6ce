/** The page as a browser gets it: its files, under which addresses, its modules as one script. */
package worksound.http.page;
