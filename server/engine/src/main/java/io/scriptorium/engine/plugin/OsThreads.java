package io.scriptorium.engine.plugin;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Java's threads as the operating system names them, which a thread dump alone says of others than
 * the caller. A dump stops all threads for some milliseconds: it is for seldom use.
 */
final class OsThreads {
  /** {@code "name" #17 [4711] daemon prio=5 ...} */
  private static final Pattern THREAD = Pattern.compile("(?m)^\".*\" #(\\d+) \\[(\\d+)\\] ");

  private OsThreads() {}

  /** From {@link Thread#threadId} to the operating system's; empty if this Java does not say it. */
  static Map<Long, Integer> ids() {
    return THREAD
        .matcher(dump())
        .results()
        .collect(
            Collectors.toMap(
                found -> Long.parseLong(found.group(1)), OsThreads::id, (first, _) -> first));
  }

  private static int id(MatchResult found) {
    return Integer.parseInt(found.group(2));
  }

  private static String dump() {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    try {
      return String.valueOf(
          beans.invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "threadPrint",
              new Object[] {new String[0]},
              new String[] {String[].class.getName()}));
    } catch (JMException notThisJava) {
      return "";
    }
  }
}
