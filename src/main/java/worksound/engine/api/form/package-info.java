/** A form with a file in it on its way in. */
package worksound.engine.api.form;
