/** The players, the hall and the mixing desk together, and how loud they come out. */
package worksound.engine.mix;
