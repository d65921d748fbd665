package io.scriptorium.plugins.presence;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The people in one document, their positions as of its newest revision that the plugin was told
 * of. Belongs to the plugin's thread.
 */
final class Room {
  /** How long after an edit somebody counts as typing. */
  static final Duration TYPING = Duration.ofSeconds(2);

  /** How long somebody who promised signs of life may be silent before he counts as gone. */
  static final Duration SILENCE = Duration.ofSeconds(12);

  /** How many changes are kept for positions of clients that are a little behind. */
  private static final int RECENT = 512;

  private final Map<String, Occupant> occupants = new LinkedHashMap<>();
  private final Set<String> moved = new LinkedHashSet<>();
  private final Set<String> left = new LinkedHashSet<>();
  private final Set<SessionId> newcomers = new HashSet<>();
  private final ArrayDeque<Change> recent = new ArrayDeque<>();

  /** Reads changes that {@link #recent} no longer has, from after a revision to the newest. */
  private final Function<Revision, List<Change>> older;

  private Revision revision;
  private int length;

  /** Somebody who is connected; absent while his connection is thought to be lost. */
  private static final class Occupant {
    Person person;
    boolean absent;
    Instant typed = Instant.MIN;
    Instant heard;
    boolean promised;
    @Nullable Sighting early;

    Occupant(Person person, Instant now) {
      this.person = person;
      this.heard = now;
    }
  }

  Room(Snapshot now, Function<Revision, List<Change>> older) {
    this.revision = now.revision();
    this.length = now.content().length();
    this.older = older;
  }

  boolean isEmpty() {
    return occupants.isEmpty();
  }

  int size() {
    return occupants.size();
  }

  void join(SessionId session, String identity, String name, Instant now) {
    Set<String> taken =
        occupants.values().stream().map(other -> other.person.color()).collect(Collectors.toSet());
    String color = Palette.colorOf(identity, taken);
    occupants.put(
        session.value(), new Occupant(Person.arriving(session.value(), name, color), now));
    left.remove(session.value());
    moved.add(session.value());
    newcomers.add(session);
  }

  void leave(SessionId session) {
    newcomers.remove(session);
    if (occupants.remove(session.value()) != null) {
      moved.remove(session.value());
      left.add(session.value());
    }
  }

  /** A client tells where it is; what it tells of a revision to come waits for that. */
  void sighted(SessionId session, Sighting sighting, Instant now) {
    Occupant occupant = occupants.get(session.value());
    if (occupant == null) {
      return;
    }
    occupant.heard = now;
    occupant.promised = sighting.signs();
    boolean back = occupant.absent;
    occupant.absent = false;
    if (sighting.revision().isAfter(revision)) {
      occupant.early = sighting;
    } else {
      occupant.early = null;
      place(occupant, sighting);
    }
    if (back) {
      moved.add(session.value());
      left.remove(session.value());
    }
  }

  private void place(Occupant occupant, Sighting sighting) {
    Person person = occupant.person;
    List<Change> since = changesSince(sighting.revision());
    var selection = sighting.selection();
    OptionalInt top = sighting.top();
    for (Change change : since) {
      boolean own = change.session().value().equals(person.session());
      selection = selection.map(before -> carried(before, change, own));
      top = carried(top, change);
    }
    set(occupant, person.at(selection.map(at -> at.within(length)), top));
  }

  private static Selection carried(Selection selection, Change change, boolean own) {
    return own ? selection.overOwn(change.delta()) : selection.over(change.delta());
  }

  private static OptionalInt carried(OptionalInt top, Change change) {
    return top.isEmpty()
        ? top
        : OptionalInt.of(new Selection(top.getAsInt(), 0).over(change.delta()).index());
  }

  private List<Change> changesSince(Revision from) {
    if (from.equals(revision)) {
      return List.of();
    }
    boolean kept = !recent.isEmpty() && !recent.getFirst().revision().isAfter(from.next());
    List<Change> candidates = kept ? List.copyOf(recent) : older.apply(from);
    return candidates.stream()
        .filter(change -> change.revision().isAfter(from) && !change.revision().isAfter(revision))
        .toList();
  }

  /** The document has moved on; everybody's position with it. Clients carry them for themselves. */
  void changed(Change change, Snapshot after, Instant now) {
    if (!change.revision().isAfter(revision)) {
      return;
    }
    revision = change.revision();
    length = after.content().length();
    recent.add(change);
    if (recent.size() > RECENT) {
      recent.removeFirst();
    }
    for (Occupant occupant : occupants.values()) {
      carry(occupant, change, now);
    }
  }

  private void carry(Occupant occupant, Change change, Instant now) {
    Person person = occupant.person;
    boolean own = change.session().value().equals(person.session());
    occupant.person =
        person.at(
            person.selection().map(at -> carried(at, change, own)), carried(person.top(), change));
    if (own) {
      occupant.typed = now;
      occupant.heard = now;
      update(occupant, current -> current.typing(true));
    }
    Sighting early = occupant.early;
    if (early != null && !early.revision().isAfter(revision)) {
      occupant.early = null;
      place(occupant, early);
    }
  }

  private void update(Occupant occupant, UnaryOperator<Person> news) {
    set(occupant, news.apply(occupant.person));
  }

  private void set(Occupant occupant, Person person) {
    if (!person.equals(occupant.person)) {
      occupant.person = person;
      moved.add(person.session());
    }
  }

  /** Whose time has come: to type no more, or to count as gone. */
  void passTime(Instant now) {
    for (Occupant occupant : occupants.values()) {
      if (occupant.person.typing() && !now.isBefore(occupant.typed.plus(TYPING))) {
        update(occupant, person -> person.typing(false));
      }
      if (occupant.promised && !occupant.absent && !now.isBefore(occupant.heard.plus(SILENCE))) {
        occupant.absent = true;
        moved.remove(occupant.person.session());
        left.add(occupant.person.session());
      }
    }
  }

  /** What is to be sent now. */
  sealed interface Post {
    /** To everybody. */
    record ToAll(News news) implements Post {}

    /** To one of them. */
    record ToOne(SessionId session, News news) implements Post {}
  }

  /**
   * What happened since this was last asked: at most one message for each session. Somebody who has
   * just come is told of all who are here, the others of those that changed.
   */
  List<Post> post() {
    List<Person> told = here().filter(person -> moved.contains(person.session())).toList();
    List<Post> posts = new ArrayList<>();
    News news = new News(revision, told, List.copyOf(left));
    if (newcomers.isEmpty()) {
      if (!told.isEmpty() || !left.isEmpty()) {
        posts.add(new Post.ToAll(news));
      }
    } else {
      News everything = new News(revision, here().toList(), List.of());
      for (String session : occupants.keySet()) {
        SessionId id = new SessionId(session);
        posts.add(new Post.ToOne(id, newcomers.contains(id) ? everything : news));
      }
    }
    moved.clear();
    left.clear();
    newcomers.clear();
    return posts;
  }

  private Stream<Person> here() {
    return occupants.values().stream()
        .filter(occupant -> !occupant.absent)
        .map(occupant -> occupant.person);
  }
}
