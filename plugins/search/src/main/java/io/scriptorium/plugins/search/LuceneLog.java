package io.scriptorium.plugins.search;

import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one line of Lucene's off the console: the advice to start Java with its incubating vector
 * module. That module would make Java itself warn at each start, is missing from some runtimes,
 * which would not start at all, and is for comparing vectors above all, which the search does not.
 * All else that Lucene says is heard.
 */
final class LuceneLog {
  private static final String ADVICE = "Java vector incubator module is not readable";

  /** Held here: the platform forgets a logger that nobody holds, and its filter with it. */
  private static final Logger LOGGER =
      Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

  private LuceneLog() {}

  /** From now on; to be called before anything of Lucene's is used. */
  static void leaveOutAdvice() {
    Filter before = LOGGER.getFilter();
    if (!(before instanceof WithoutAdvice)) {
      LOGGER.setFilter(new WithoutAdvice(before));
    }
  }

  /** Lets through what the filter before it did, but for the advice. */
  private record WithoutAdvice(@Nullable Filter before) implements Filter {
    @Override
    public boolean isLoggable(LogRecord line) {
      String message = line.getMessage();
      return (message == null || !message.startsWith(ADVICE))
          && (before == null || before.isLoggable(line));
    }
  }
}
