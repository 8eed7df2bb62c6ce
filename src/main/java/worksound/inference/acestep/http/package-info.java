/** The wire: requests to ACE-Step and its answers, within limits of time and size. */
package worksound.inference.acestep.http;
