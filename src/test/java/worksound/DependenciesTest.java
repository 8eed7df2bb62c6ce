package worksound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;
import worksound.testing.Requirement;

/** The README gives a reason for every dependency in pom.xml, and for nothing else. */
class DependenciesTest {

  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  @Test
  void everyDirectDependencyHasItsReason() throws Exception {
    List<String> rows = Files.readString(Path.of("README.md")).replaceAll("(?s).*\n## Dependencies\n", "").lines()
      .filter(line -> line.startsWith("| `")).toList();
    assertThat(rows).allMatch(row -> row.split("\\|")[2].strip().length() > 5);
    List<String> explained = rows.stream().map(row -> row.split("\\|")[1])
      .flatMap(names -> NAME.matcher(names).results().map(found -> found.group(1))).map(DependenciesTest::artifact).toList();
    assertThat(explained).containsExactlyInAnyOrderElementsOf(names("/project/dependencies/dependency/artifactId"));
  }

  @Test
  @Requirement("P1")
  void nothingIsAddedToTheChosenLibrariesButWhatEncodesTheStreamAndItsAddress() throws Exception {
    assertThat(names("/project/dependencies/dependency[not(scope)]/artifactId")).containsExactlyInAnyOrder("vertx-core", "vertx-web",
      "vertx-web-client", "vertx-health-check", "vertx-launcher-application", "jackson-databind", "logback-classic", "jump3r", "concentus",
      "qrcodegen");
  }

  private static String artifact(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  private static List<String> names(String path) throws Exception {
    var pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Path.of("pom.xml").toFile());
    NodeList names = (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
    return IntStream.range(0, names.getLength()).mapToObj(index -> names.item(index).getTextContent()).toList();
  }
}
