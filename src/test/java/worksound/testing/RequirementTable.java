package worksound.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.platform.commons.annotation.Testable;

/**
 * Every requirement with the tests that name it: by {@link Requirement} in Java, by {@code @requirement} in the page's tests. Tests that
 * only the soak runs do not count.
 */
public final class RequirementTable {

  private static final Pattern ROW = Pattern.compile("\\| ([A-Z]\\d+) \\| (.+?) \\|(?: (.*?))? ?\\|");
  private static final Pattern PAGE_TEST = Pattern.compile("/\\*\\* @requirement ([A-Z0-9, ]+?) \\*/\\s*test\\('((?:\\\\'|[^'])+)'");

  /** One requirement. {@code reason}: why no test proves it, else empty. */
  public record Row(String id, String summary, String reason, TreeSet<String> tests) {
  }

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final List<String> misplaced = new ArrayList<>();

  public RequirementTable(Path requirements, Path testClasses, Path pageTests) throws IOException {
    for (String line : Files.readAllLines(requirements)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(row.group(1), new Row(row.group(1), row.group(2), row.group(3) == null ? "" : row.group(3).strip(), new TreeSet<>()));
      }
    }
    addJavaTests(new ClassFileImporter().importPath(testClasses));
    try (Stream<Path> files = Files.list(pageTests)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".js")).toList()) {
        addPageTests(file.getFileName().toString(), Files.readString(file));
      }
    }
  }

  public List<Row> rows() {
    return List.copyOf(rows.values());
  }

  /** Names of requirements that are none, and names of requirements on what is no test. */
  public List<String> misplaced() {
    return List.copyOf(misplaced);
  }

  /** As Markdown, with a line of counts at the end. */
  public String text() {
    StringBuilder text = new StringBuilder("| id | requirement | tests |\n|---|---|---|\n");
    for (Row row : rows.values()) {
      text.append("| %s | %s | %s |\n".formatted(row.id, row.summary, row.tests.isEmpty() ? row.reason : String.join(" · ", row.tests)));
    }
    long proven = rows.values().stream().filter(row -> !row.tests.isEmpty()).count();
    long tests = rows.values().stream().flatMap(row -> row.tests.stream()).distinct().count();
    return text + "\nrequirements: %d, proven by %d tests: %d, with a reason instead: %d\n".formatted(rows.size(), tests, proven, rows.size() - proven);
  }

  private void addJavaTests(JavaClasses classes) {
    for (JavaClass each : classes) {
      if (isProof(each) && !isOfSoak(each)) {
        add(each, each.getSimpleName());
      }
      for (JavaMethod method : each.getMethods()) {
        if (isProof(method) && !isOfSoak(each) && !isOfSoak(method)) {
          add(method, each.getSimpleName() + "." + method.getName());
        }
        if (isProof(method) && !method.isMetaAnnotatedWith(Testable.class)) {
          misplaced.add(method.getFullName() + " names a requirement and is no test");
        }
      }
    }
  }

  private static boolean isProof(HasAnnotations<?> test) {
    return test.isAnnotatedWith(Requirement.class);
  }

  private static boolean isOfSoak(HasAnnotations<?> test) {
    return test.tryGetAnnotationOfType(Tag.class).filter(tag -> tag.value().equals("soak")).isPresent();
  }

  private void add(HasAnnotations<?> test, String name) {
    for (String id : test.getAnnotationOfType(Requirement.class).value()) {
      add(id, name);
    }
  }

  private void addPageTests(String file, String text) {
    Matcher tests = PAGE_TEST.matcher(text);
    int found = 0;
    for (; tests.find(); found++) {
      for (String id : tests.group(1).split(", *")) {
        add(id, file + ": " + tests.group(2).replace("\\'", "'"));
      }
    }
    if (found != text.split("@requirement", -1).length - 1) {
      misplaced.add(file + " has a @requirement that stands before no test");
    }
  }

  private void add(String id, String test) {
    Row row = rows.get(id);
    if (row == null) {
      misplaced.add(test + " names " + id + ", which is no requirement");
    } else {
      row.tests.add(test);
    }
  }
}
