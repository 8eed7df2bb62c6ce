package worksound.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Programs in a Java of their own, with the classes of the tests. */
public final class JavaProcess {

  /** For a process that lives for seconds: less is compiled, and that at once. */
  public static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private JavaProcess() {
  }

  /** {@link #SHORT_LIVED} with other settings besides. */
  public static List<String> shortLived(String... besides) {
    return Stream.concat(SHORT_LIVED.stream(), Stream.of(besides)).toList();
  }

  /**
   * What is to be started.
   *
   * @param jvm     settings of the JVM
   * @param program the class with the main method, and its arguments
   */
  public static ProcessBuilder of(Collection<String> jvm, Collection<String> program) {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
    command.addAll(jvm);
    command.addAll(program);
    ProcessBuilder process = new ProcessBuilder(command);
    // Where they are set, every Java begins by saying so.
    process.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    return process;
  }

  /** The same, with what it says and its errors in one stream. */
  public static ProcessBuilder inOneStream(Collection<String> jvm, String... program) {
    return of(jvm, List.of(program)).redirectErrorStream(true);
  }
}
