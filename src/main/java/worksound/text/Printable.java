package worksound.text;

/** Texts without characters that act instead of being seen: none can end a line, colour a terminal or turn the reading order around. */
public final class Printable {

  private Printable() {
  }

  /**
   * The text with every control, format, separator and private character and every lone surrogate (Unicode general categories Cc, Cf,
   * Zl, Zp, Co, Cs) written as a Unicode escape, as in Java and JSON; what else there is stays as it is.
   */
  public static String of(String text) {
    if (text.codePoints().allMatch(Printable::isPrintable)) {
      return text;
    }
    StringBuilder printable = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> {
      if (isPrintable(c)) {
        printable.appendCodePoint(c);
      } else {
        for (char unit : Character.toChars(c)) {
          printable.append(String.format("\\u%04x", (int) unit));
        }
      }
    });
    return printable.toString();
  }

  /** The same with a space in place of each such character, for texts that a page shows. */
  public static String spaced(String text) {
    return text.codePoints().map(c -> isPrintable(c) ? c : ' ')
      .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE,
        Character.SURROGATE -> false;
      default -> true;
    };
  }
}
