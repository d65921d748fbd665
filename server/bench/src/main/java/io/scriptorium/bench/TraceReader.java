package io.scriptorium.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads traces: JSON, gzipped or not, of either kind. */
final class TraceReader {
  private final JsonParser parser;
  private String startContent = "";
  private String endContent = "";
  private int agents = 1;
  private final List<Trace.Transaction> transactions = new ArrayList<>();

  private TraceReader(JsonParser parser) {
    this.parser = parser;
  }

  /** The trace in a file. */
  static Trace read(Path file) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return read(in);
    }
  }

  /** The trace in a stream of JSON. */
  static Trace read(InputStream json) {
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      TraceReader reader = new TraceReader(parser);
      parser.nextToken();
      reader.readTrace();
      return new Trace(reader.startContent, reader.endContent, reader.agents, reader.transactions);
    }
  }

  private void readTrace() {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "startContent" -> startContent = parser.getString();
        case "endContent" -> endContent = parser.getString();
        case "numAgents" -> agents = parser.getIntValue();
        case "txns" -> readTransactions();
        default -> parser.skipChildren();
      }
    }
  }

  private void readTransactions() {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      List<Integer> parents = List.of();
      List<Trace.Patch> patches = List.of();
      int agent = 0;
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "parents" -> parents = readNumbers();
          case "agent" -> agent = parser.getIntValue();
          case "patches" -> patches = readPatches();
          default -> parser.skipChildren();
        }
      }
      transactions.add(new Trace.Transaction(parents, agent, patches));
    }
  }

  private List<Integer> readNumbers() {
    List<Integer> numbers = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      numbers.add(parser.getIntValue());
    }
    return numbers;
  }

  private List<Trace.Patch> readPatches() {
    List<Trace.Patch> patches = new ArrayList<>();
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      parser.nextToken();
      int position = parser.getIntValue();
      parser.nextToken();
      int deleted = parser.getIntValue();
      parser.nextToken();
      patches.add(new Trace.Patch(position, deleted, parser.getString()));
      parser.nextToken();
    }
    return patches;
  }
}
