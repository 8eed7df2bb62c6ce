package worksound.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ModuleBundleTest {

  private final PageFiles files = new PageFiles("META-INF/worksound/webroot/test/js/bundle");

  @Test
  void aModuleStandsOnceBehindWhatItImportsOnAsManyLines() throws IOException {
    assertThat(ModuleBundle.of("/fine.js", files)).isEqualTo("""
      const $modules = {};
      $modules['/named.js'] = (() => {
      const one = 1;
      async function two() {
        return one;
      }

      return { one, two };
      })();
      $modules['/fine.js'] = (() => {
      const {
        one, two: second,
      } = $modules['/named.js'];
      const named = $modules['/named.js'];

      const sum = one + named.one + second.length;

      return { sum };
      })();
      """);
  }

  /** Who imports it would keep the value that it had at first. */
  @Test
  void aModuleThatExportsAVariableIsRefused() {
    assertThatThrownBy(() -> ModuleBundle.of("/variable.js", files)).isInstanceOf(IOException.class)
      .hasMessageContaining("/variable.js has \"export let changing = 1;\", expected");
  }

  @Test
  void aModuleThatIsMissingIsNamed() {
    assertThatThrownBy(() -> ModuleBundle.of("/missing.js", files)).isInstanceOf(IOException.class).hasMessageContaining("/missing.js");
  }
}
