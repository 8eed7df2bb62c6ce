/** A strict stand-in for the ACE-Step 1.5 API server, and the contract tests that any such server must pass. */
package worksound.acestep;
