package worksound.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The mutants that may live: each is named in a line of the list, with the reason in the indented line below it. */
record Survivors(Set<String> names) {

  static Survivors read(Path list) throws IOException {
    List<String> lines = Files.readAllLines(list).stream().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < lines.size(); i += 2) {
      if (lines.get(i).startsWith(" ") || i + 1 == lines.size() || !lines.get(i + 1).startsWith("  ")) {
        throw new IOException(list + ": expected a mutant, then an indented line with the reason, near \"" + lines.get(i) + "\"");
      }
      names.add(lines.get(i));
    }
    return new Survivors(names);
  }

  /** Those that live and are not in the list. */
  Set<String> unlisted(List<Mutant> mutants) {
    Set<String> unlisted = living(mutants);
    unlisted.removeAll(names);
    return unlisted;
  }

  /** Those in the list that do not live. */
  Set<String> outdated(List<Mutant> mutants) {
    Set<String> outdated = new TreeSet<>(names);
    outdated.removeAll(living(mutants));
    return outdated;
  }

  private static Set<String> living(List<Mutant> mutants) {
    return mutants.stream().filter(mutant -> !mutant.killed()).map(Mutant::name).collect(Collectors.toCollection(TreeSet::new));
  }
}
