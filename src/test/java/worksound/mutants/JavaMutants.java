package worksound.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What PIT has found out about the mutants of the server. */
final class JavaMutants {

  private static final Path SOURCES = Path.of("src/main/java");

  private JavaMutants() {
  }

  static List<Mutant> of(Path report) throws IOException, ParserConfigurationException, SAXException {
    Map<String, List<String>> sources = sources();
    NodeList found = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile()).getElementsByTagName("mutation");
    List<Mutant> mutants = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      Element mutation = (Element) found.item(i);
      String file = text(mutation, "sourceFile");
      String code = sources.get(file).get(Integer.parseInt(text(mutation, "lineNumber")) - 1).strip();
      mutants.add(new Mutant(file, code, text(mutation, "description"), mutation.getAttribute("detected").equals("true")));
    }
    return mutants;
  }

  private static Map<String, List<String>> sources() throws IOException {
    Map<String, List<String>> sources = new HashMap<>();
    try (Stream<Path> all = Files.walk(SOURCES)) {
      for (Path file : all.filter(each -> each.toString().endsWith(".java")).toList()) {
        sources.put(file.getFileName().toString(), Files.readAllLines(file));
      }
    }
    return sources;
  }

  private static String text(Element mutation, String name) {
    return mutation.getElementsByTagName(name).item(0).getTextContent();
  }
}
