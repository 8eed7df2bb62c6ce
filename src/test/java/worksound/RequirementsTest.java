package worksound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import worksound.testing.RequirementTable;

/** Every requirement is proven by a test, or says why none can. */
class RequirementsTest {

  private static final Path REQUIREMENTS = Path.of("src/test/resources/requirements.md");
  private static final Path CLASSES = Path.of("target/test-classes");

  @Test
  void everyRequirementHasATestOrAReasonForNone() throws IOException {
    RequirementTable table = new RequirementTable(REQUIREMENTS, CLASSES, Path.of("src/test/js"));
    Files.writeString(Path.of("target/requirements.md"), table.text());
    assertThat(table.rows()).hasSize(45).allSatisfy(row ->
      assertThat(row.tests().isEmpty()).as("%s has a test: %s, and a reason for none: %s", row.id(), row.tests(), row.reason())
        .isNotEqualTo(row.reason().isEmpty()));
    assertThat(table.misplaced()).isEmpty();
  }

  @Test
  void whatNamesNoRequirementOrStandsBeforeNoTestIsFound(@TempDir Path pageTests) throws IOException {
    Files.writeString(pageTests.resolve("a.test.js"), """
      /** @requirement R15, Z9 */
      test('it\\'s fetched', () => {});
      /** @requirement R16 */
      const seconds = 15;
      """);
    RequirementTable table = new RequirementTable(REQUIREMENTS, pageTests, pageTests);
    assertThat(table.rows()).filteredOn(row -> !row.tests().isEmpty()).singleElement()
      .satisfies(row -> assertThat(row.tests()).containsExactly("a.test.js: it's fetched"));
    assertThat(table.misplaced()).containsExactly("a.test.js: it's fetched names Z9, which is no requirement",
      "a.test.js has a @requirement that stands before no test");
  }
}
