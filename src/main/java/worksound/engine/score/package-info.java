/** What is played when: a style turns into harmony, voices and notes, phrase by phrase and without an end. */
package worksound.engine.score;
