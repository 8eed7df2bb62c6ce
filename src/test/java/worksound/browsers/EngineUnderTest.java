package worksound.browsers;

import java.util.List;
import java.util.function.BooleanSupplier;

/** One page in a real browser, operated as a person does. */
public interface EngineUnderTest extends AutoCloseable {

  /** The engine's name, for what is printed. */
  String name();

  /** Opens a page and waits until it has loaded. */
  void open(String url);

  /** Moves the pointer onto an element and clicks: the browser takes it for a person's click. */
  void click(String selector);

  /** What an expression of JavaScript gives: a string, a number, a boolean, or null. */
  Object evaluate(String expression);

  /** Gives the page so much room, in CSS pixels. */
  void resize(int width, int height);

  /** A picture of what is seen, as PNG. */
  byte[] picture();

  /** Every console line so far. */
  List<String> console();

  @Override
  void close();

  default String text(String selector) {
    return (String) evaluate("document.querySelector('" + selector + "').textContent");
  }

  /** Looks ten times a second; an AssertionError says what was waited for in vain. */
  default void await(String what, int seconds, BooleanSupplier condition) {
    long deadline = System.nanoTime() + seconds * 1_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(name() + ": waited " + seconds + " s for " + what + "; the page shows\n"
          + evaluate("document.body.innerText") + "\nand its console said\n" + String.join("\n", console()));
      }
      Processes.pause(100);
    }
  }
}
