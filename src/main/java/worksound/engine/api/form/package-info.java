/** Forms with files in them, on their way in, and the fields of a request. */
package worksound.engine.api.form;
