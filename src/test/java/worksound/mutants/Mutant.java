package worksound.mutants;

/**
 * Code that was changed on purpose.
 *
 * @param file   name of the source file
 * @param code   the line that was changed, without indentation, as it stands there
 * @param change what was done to it
 * @param killed whether a test noticed
 */
record Mutant(String file, String code, String change, boolean killed) {

  /** How the list of survivors names it: line numbers would change with every edit. */
  String name() {
    return file + ": " + code + " ⇒ " + change;
  }
}
