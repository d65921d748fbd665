package io.scriptorium.plugin.testkit;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** A log that keeps its lines. */
final class CapturedLog implements System.Logger {
  private final String name;
  private final List<String> lines = new ArrayList<>();

  CapturedLog(String name) {
    this.name = name;
  }

  /** What was logged, as {@code LEVEL message} and the exception, if there was one. */
  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean isLoggable(Level level) {
    return true;
  }

  @Override
  public synchronized void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    lines.add(level + " " + message + (thrown == null ? "" : " " + thrown));
  }

  @Override
  public synchronized void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object @Nullable ... parameters) {
    boolean plain = parameters == null || parameters.length == 0;
    lines.add(level + " " + (plain ? format : MessageFormat.format(format, parameters)));
  }
}
