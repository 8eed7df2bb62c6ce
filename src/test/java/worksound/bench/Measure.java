package worksound.bench;

import java.util.List;

/** Takes some lines of the table. */
@FunctionalInterface
interface Measure {

  /** Measures, for as long as it takes. */
  List<Row> take() throws Exception;
}
