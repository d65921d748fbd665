package io.scriptorium.access;

import java.util.Optional;

/**
 * What a server remembers of how it was set up, from one start to the next: few and short. See
 * {@link AccessStore} for threads and errors.
 */
public interface Notes {
  /** What was noted under this name last. */
  Optional<String> read(String name);

  /** Notes it, in place of what stood under the name. */
  void write(String name, String value);
}
