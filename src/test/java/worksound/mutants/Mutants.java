package worksound.mutants;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code ./run.sh mutants}: prints how many of the mutants of the server's arithmetic, which PIT has made, and of the page's pure modules
 * the tests notice, and fails when one lives that the list of survivors does not know.
 */
final class Mutants {

  private static final Path REPORT = Path.of("target/pit-reports/mutations.xml");
  private static final Path SURVIVORS = Path.of("src/test/resources/survivors.txt");

  private Mutants() {
  }

  public static void main(String[] args) throws Exception {
    Survivors survivors = Survivors.read(SURVIVORS);
    List<Mutant> mutants = new ArrayList<>(JavaMutants.of(REPORT));
    mutants.addAll(PageMutants.run());
    Map<String, List<Mutant>> byFile = mutants.stream().collect(Collectors.groupingBy(Mutant::file, TreeMap::new, Collectors.toList()));
    byFile.forEach(Mutants::print);
    print("all", mutants);
    Set<String> unlisted = survivors.unlisted(mutants);
    survivors.outdated(mutants).forEach(name -> System.out.println("listed, but does not live: " + name));
    unlisted.forEach(name -> System.out.println("lives, but is not listed: " + name));
    System.exit(unlisted.isEmpty() ? 0 : 1);
  }

  private static void print(String what, List<Mutant> mutants) {
    long killed = mutants.stream().filter(Mutant::killed).count();
    System.out.printf("%-24s %4d of %4d mutants killed, %3.0f %%%n", what, killed, mutants.size(), 100.0 * killed / mutants.size());
  }
}
