package io.scriptorium.bench.load;

import io.scriptorium.bench.Server;
import io.scriptorium.client.ClientListener;
import io.scriptorium.client.DocumentClient;
import io.scriptorium.client.WebSocketTransport;
import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The documents of a run and everybody who is in them. */
final class Crowd {
  /** How many connect at a time. */
  private static final int AT_ONCE = 16;

  private static final double LIMIT_SECONDS = 120;

  private final Server server;
  private final HttpClient http;
  private final Loop loop;
  private final Tokens tokens;
  private final Figures figures;
  private final List<Room> rooms = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();

  Crowd(Server server, HttpClient http, Loop loop, Tokens tokens, Figures figures) {
    this.server = server;
    this.http = http;
    this.loop = loop;
    this.tokens = tokens;
    this.figures = figures;
  }

  List<Room> rooms() {
    return rooms;
  }

  List<Member> members() {
    return members;
  }

  /** Makes documents of so many characters. */
  void makeRooms(int count, int chars) throws IOException, InterruptedException {
    String filler = ".".repeat(Tokens.LENGTH * (chars / Tokens.LENGTH));
    for (int i = 0; i < count; i++) {
      Room room = new Room(server.create(http, "load " + i));
      try (DocumentClient author = client(room)) {
        author.joined().join();
        author.edit(_ -> Delta.of(new Op.Insert(filler, Attributes.NONE))).join();
      }
      rooms.add(room);
    }
  }

  /** So many come into each document. */
  void join(int people) throws IOException {
    for (Room room : rooms) {
      for (int i = 0; i < people; i++) {
        members.add(
            new Member(loop, server.settings(room.document()).address(), room, tokens, figures));
        if (members.size() % AT_ONCE == 0) {
          awaitJoined();
        }
      }
    }
    awaitJoined();
  }

  private void awaitJoined() throws IOException {
    int last = Math.max(0, members.size() - AT_ONCE);
    List<Member> newest = members.subList(last, members.size());
    if (!loop.run(() -> newest.stream().allMatch(Member::joined), LIMIT_SECONDS)) {
      throw new IOException("not joined within " + LIMIT_SECONDS + " s: " + figures.faults());
    }
  }

  /** Waits until everybody has everything, and notes what is wrong if that does not come about. */
  void settle(double limitSeconds) throws IOException {
    if (!loop.run(() -> members.stream().allMatch(Member::settled), limitSeconds)) {
      figures.fault("not everybody got everything within " + limitSeconds + " s");
    }
  }

  /** Compares what a newcomer gets with what everybody was sent. */
  void check() {
    for (Room room : rooms) {
      String text = fresh(room);
      List<Integer> found = Tokens.in(text);
      if (!text.equals(room.text())) {
        figures.fault("a newcomer's text is another than the others'");
      }
      if (found.size() != room.tokens() || Set.copyOf(found).size() != found.size()) {
        figures.fault("edits are lost, or there twice");
      }
    }
    int seen = members.stream().mapToInt(Member::tokensSeen).sum();
    int people = members.size() / Math.max(1, rooms.size());
    int expected = rooms.stream().mapToInt(room -> people * room.tokens()).sum();
    if (seen != expected) {
      figures.fault("expected " + expected + " tokens to be seen, got " + seen);
    }
  }

  /** How many acknowledged tokens a newcomer does not find. */
  int lost() {
    Set<Integer> found = new HashSet<>();
    rooms.forEach(room -> found.addAll(Tokens.in(fresh(room))));
    return (int)
        members.stream()
            .flatMapToInt(member -> member.acknowledged().stream())
            .filter(token -> !found.contains(token))
            .count();
  }

  private String fresh(Room room) {
    try (DocumentClient newcomer = client(room)) {
      RichText content = newcomer.joined().join();
      return content.text();
    }
  }

  private DocumentClient client(Room room) {
    return DocumentClient.open(
        server.settings(room.document()), new WebSocketTransport(http), new ClientListener() {});
  }
}
