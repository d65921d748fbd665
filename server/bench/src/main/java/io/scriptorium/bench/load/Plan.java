package io.scriptorium.bench.load;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is run.
 *
 * @param server such as {@code http://localhost:9080}
 * @param people in each document, or its readers in scenario D
 * @param perSecond edits of each typist, or moves of each caret in scenario P
 * @param chars how long each document is at first
 * @param process the server's, if it runs here and what it uses is to be reported
 * @param restart a command that starts the server again, for scenario F
 */
record Plan(
    URI server,
    Scenario scenario,
    int people,
    int documents,
    double perSecond,
    int chars,
    double seconds,
    double warm,
    Optional<ProcessHandle> process,
    Optional<String> restart,
    long seed) {
  private static final int MEGABYTE = 1_000_000;
  private static final int PAGE = 2048;
  private static final Set<String> KEYS =
      Set.of("n", "docs", "rate", "size", "seconds", "warm", "pid", "restart", "seed");

  /** The rows of the comparison with the peers, and P, which is ours alone. */
  enum Scenario {
    /** One document, n editors. */
    A,
    /** n documents of two editors each. */
    B,
    /** docs documents of n editors each, who send their next edit when the last is acknowledged. */
    C,
    /** One typist, n readers. */
    D,
    /** Opening a document of so many characters. */
    E,
    /** Acknowledged edits that are lost when the server is killed while n people type. */
    F,
    /** Memory of n idle documents with one connection each. */
    M,
    /** One document, n people who move their carets and write nothing. */
    P
  }

  /**
   * Reads a command line: the address, the scenario, then {@code key=value}.
   *
   * @throws IllegalArgumentException if it cannot be understood
   */
  static Plan of(String... args) {
    if (args.length < 2) {
      throw new IllegalArgumentException("expected ADDRESS SCENARIO [key=value ...]");
    }
    Scenario scenario = Scenario.valueOf(args[1]);
    Map<String, String> given = given(Arrays.copyOfRange(args, 2, args.length));
    int n = Integer.parseInt(given.getOrDefault("n", "10"));
    boolean many = scenario == Scenario.B || scenario == Scenario.M;
    return new Plan(
        URI.create(args[0]),
        scenario,
        people(scenario, n),
        many ? n : Integer.parseInt(given.getOrDefault("docs", "1")),
        Double.parseDouble(given.getOrDefault("rate", rate(scenario))),
        Integer.parseInt(given.getOrDefault("size", "" + chars(scenario))),
        Double.parseDouble(given.getOrDefault("seconds", "10")),
        Double.parseDouble(given.getOrDefault("warm", "5")),
        Optional.ofNullable(given.get("pid")).map(Long::valueOf).flatMap(ProcessHandle::of),
        Optional.ofNullable(given.get("restart")),
        Long.parseLong(given.getOrDefault("seed", "" + System.nanoTime())));
  }

  private static Map<String, String> given(String... args) {
    Map<String, String> given = new HashMap<>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (equals < 0 || !KEYS.contains(arg.substring(0, equals))) {
        throw new IllegalArgumentException("expected one of " + KEYS + " with =, got " + arg);
      }
      given.put(arg.substring(0, equals), arg.substring(equals + 1));
    }
    return given;
  }

  private static int people(Scenario scenario, int n) {
    return switch (scenario) {
      case A, C, D, F, P -> n;
      case B -> 2;
      case E, M -> 1;
    };
  }

  private static String rate(Scenario scenario) {
    return switch (scenario) {
      case A -> "2";
      case B, C, E, M -> "1";
      case D, F -> "5";
      case P -> "10";
    };
  }

  private static int chars(Scenario scenario) {
    return scenario == Scenario.E ? MEGABYTE : PAGE;
  }
}
