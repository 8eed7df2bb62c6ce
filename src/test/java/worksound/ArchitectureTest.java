package worksound;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.core.Deployable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.engine.EngineVerticle;
import worksound.testing.Requirement;

/** The parts of the house talk only over the event bus. */
class ArchitectureTest {

  private static final String[] LEAVES = {"worksound.messages..", "worksound.config..", "worksound.guard..", "worksound.text..",
    "worksound.disk..", "worksound.wav..", "worksound.dsp..", "worksound.time..", "worksound.bus.."};

  private static final JavaClasses CLASSES = new ClassFileImporter()
    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("worksound");

  @Test
  void everyPartIsLookedAt() {
    for (String part : List.of("http", "inference", "audio", "status", "stream", "engine", "messages", "config", "guard", "text", "disk", "wav", "dsp", "time",
      "bus")) {
      assertThat(CLASSES.that(resideInAPackage("worksound." + part + ".."))).as(part).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "inference", "audio", "status", "stream", "engine"})
  @Requirement("P3")
  void aPartKnowsOnlyTheLeaves(String part) {
    String own = "worksound." + part + "..";
    noClasses().that().resideInAPackage(own).should().dependOnClassesThat(
      resideInAPackage("worksound..").and(not(resideInAPackage(own)))
        .and(not(resideInAnyPackage(LEAVES))))
      .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"config", "guard", "text", "disk", "wav", "dsp", "time", "bus"})
  void aLeafKnowsNothingElse(String leaf) {
    String own = "worksound." + leaf + "..";
    noClasses().that().resideInAPackage(own).should().dependOnClassesThat(
      resideInAPackage("worksound..").and(not(resideInAPackage(own)))).check(CLASSES);
  }

  @Test
  void messagesKnowOnlyTheBus() {
    noClasses().that().resideInAPackage("worksound.messages..").should().dependOnClassesThat(
      resideInAPackage("worksound..").and(not(resideInAnyPackage("worksound.messages..", "worksound.bus..")))).check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "inference", "audio", "status", "stream", "engine"})
  void onlyTheVerticleOfAPartIsSeenFromOutside(String part) {
    classes().that().resideInAPackage("worksound." + part).and().areTopLevelClasses().and().arePublic()
      .should().beAssignableTo(Deployable.class).check(CLASSES);
  }

  @Test
  void onlyTheVerticleOfTheEngineIsSeenFromOutside() {
    noClasses().that().resideOutsideOfPackage("worksound.engine..").should().dependOnClassesThat(
      resideInAPackage("worksound.engine..").and(not(type(EngineVerticle.class)))).check(CLASSES);
  }

  @Test
  void thePackagesOfTheEngineHaveNoCycles() {
    slices().matching("worksound.engine.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  /** Each layer with what it may know; {@code prompt} and {@code sound} do not know each other. */
  @ParameterizedTest
  @CsvSource({"style,''", "score,style", "sound,score style", "mix,sound score style", "prompt,style", "repaint,prompt mix sound score style",
    "render,repaint score style", "api,render repaint score style"})
  void aPackageOfTheEngineKnowsOnlyThoseBelowIt(String layer, String below) {
    String own = "worksound.engine." + layer + "..";
    String[] allowed = Stream.of((layer + " " + below).strip().split(" ")).map(name -> "worksound.engine." + name + "..").toArray(String[]::new);
    assertThat(CLASSES.that(resideInAPackage(own))).as(layer).isNotEmpty();
    noClasses().that().resideInAPackage(own).should()
      .dependOnClassesThat(resideInAPackage("worksound.engine..").and(not(resideInAnyPackage(allowed)))).check(CLASSES);
  }

  @Test
  void everyPackageOfTheEngineHasItsLayer() {
    assertThat(CLASSES.that(resideInAPackage("worksound.engine..")).stream().map(JavaClass::getPackageName).distinct())
      .containsExactlyInAnyOrder("worksound.engine", "worksound.engine.api", "worksound.engine.api.form", "worksound.engine.render",
        "worksound.engine.repaint", "worksound.engine.prompt", "worksound.engine.mix", "worksound.engine.sound", "worksound.engine.sound.drums",
        "worksound.engine.score", "worksound.engine.style");
  }

  /** Each package of a part with what it may know of the others. */
  @ParameterizedTest
  @CsvSource({"audio.analysis.boundary,''", "audio.analysis.decay,''",
    "audio.analysis,audio.analysis.boundary audio.analysis.decay", "audio.store,audio.analysis audio.analysis.decay", "http.listen,''", "stream.encode,''", "stream.mix,''", "inference.failure,''", "inference.acestep.http,inference.failure",
    "inference.acestep.task,inference.acestep.http inference.failure",
    "inference.acestep.models,inference.acestep.task inference.acestep.http inference.failure", "inference.pacing,''",
    "inference.attempt,inference.acestep inference.acestep.models inference.acestep.task inference.acestep.http inference.failure"})
  void aPackageOfAPartKnowsOnlyThoseBelowIt(String layer, String below) {
    String own = "worksound." + layer;
    String[] allowed = Stream.of((layer + " " + below).strip().split(" ")).map(name -> "worksound." + name).toArray(String[]::new);
    String part = "worksound." + layer.substring(0, layer.indexOf('.')) + "..";
    assertThat(CLASSES.that(resideInAPackage(own))).as(layer).isNotEmpty();
    noClasses().that().resideInAPackage(own).should()
      .dependOnClassesThat(resideInAPackage(part).and(not(resideInAnyPackage(allowed)))).check(CLASSES);
  }

  @Test
  void noPackageIsInACircle() {
    slices().matching("worksound.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** A reader finds their way from the names of the folders alone. */
  @Test
  void aFolderHoldsAtMostFifteenClasses() {
    Map<String, Long> sizes = CLASSES.stream().filter(JavaClass::isTopLevelClass).filter(type -> !type.getSimpleName().equals("package-info"))
      .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(sizes).hasSizeGreaterThan(20).allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(15));
  }

  @Test
  @Requirement("P3")
  void nobodyAsksTheEventBusPastTheAddresses() {
    noClasses().that().resideOutsideOfPackages("worksound.messages..", "worksound.bus..").should()
      .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
        com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
          com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo("io.vertx.core.eventbus.EventBus"))))
      .check(CLASSES);
  }
}
