package worksound.page;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** TypeScript's compiler, from its WebJar, in a browser page: it sees the files handed to it, and its own declarations of the browser. */
final class TypeChecker {

  private static final String COORDINATES = "META-INF/maven/org.webjars.npm/typescript/pom.properties";
  private static final String LIBRARY = "META-INF/resources/webjars/typescript/%s/lib";

  /** Compiles without writing anything. */
  private static final String CHECK = """
    ({ config, folder, sources, library }) => {
      const files = { ...library, ...sources };
      const host = {
        fileExists: name => name in files,
        readFile: name => files[name],
        readDirectory: () => Object.keys(sources),
        getSourceFile: (name, version) => name in files ? ts.createSourceFile(name, files[name], version) : undefined,
        getDefaultLibLocation: () => '/lib',
        getDefaultLibFileName: () => '/lib/lib.d.ts',
        getCurrentDirectory: () => '/',
        getCanonicalFileName: name => name,
        useCaseSensitiveFileNames: () => true,
        getNewLine: () => '\\n',
      };
      const { options, fileNames, errors } = ts.parseJsonConfigFileContent(JSON.parse(config), host, folder);
      const program = ts.createProgram(fileNames, options, host);
      return [...errors, ...ts.getPreEmitDiagnostics(program)].map(each => ts.formatDiagnostic(each, host).trim());
    }""";

  private final Page page;
  private final Map<String, String> library = new HashMap<>();

  TypeChecker(Page page) throws IOException {
    this.page = page;
    URL coordinates = TypeChecker.class.getClassLoader().getResource(COORDINATES);
    Properties properties = new Properties();
    try (var in = coordinates.openStream();
         FileSystem jar = FileSystems.newFileSystem(URI.create(coordinates.toString().split("!")[0]), Map.of())) {
      properties.load(in);
      Path folder = jar.getPath(LIBRARY.formatted(properties.getProperty("version")));
      page.addScriptTag(new Page.AddScriptTagOptions().setContent(Files.readString(folder.resolve("typescript.js"))));
      try (Stream<Path> all = Files.list(folder)) {
        for (Path file : all.filter(each -> each.getFileName().toString().matches("lib\\..*d\\.ts")).toList()) {
          library.put("/lib/" + file.getFileName(), Files.readString(file));
        }
      }
    }
  }

  /**
   * What does not hold.
   *
   * @param config  a jsconfig.json with the compiler's options
   * @param folder  absolute path it lies in
   * @param sources text of every file to be checked, by absolute path
   */
  List<?> errors(String config, String folder, Map<String, String> sources) {
    return (List<?>) page.evaluate(CHECK, Map.of("config", config, "folder", folder, "sources", sources, "library", library));
  }
}
