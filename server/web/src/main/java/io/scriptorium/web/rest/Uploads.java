package io.scriptorium.web.rest;

import io.scriptorium.engine.Attachment;
import io.scriptorium.web.picture.BadPictureException;
import io.scriptorium.web.picture.PictureStudio;
import io.scriptorium.web.server.PictureLimits;
import io.scriptorium.web.server.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Takes uploads in: so many a minute from one account or address, and one at a time decoded. */
@Singleton
class Uploads {
  /** How long an upload waits for its turn to be decoded. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** How many who upload are remembered; the longest idle is forgotten first. */
  private static final int MOST_UPLOADERS = 10_000;

  private final PictureLimits limits;
  private final PictureStudio studio;
  private final InstantSource clock = InstantSource.system();

  /** A decoded picture takes much memory; fair, so that nobody waits longer than who came later. */
  private final Semaphore turn = new Semaphore(1, true);

  private final Map<String, Minute> minutes =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Minute> eldest) {
          return size() > MOST_UPLOADERS;
        }
      };

  private record Minute(Instant began, int uploads) {}

  /** Made by the container. */
  @Inject
  Uploads(Settings settings, PictureStudio studio) {
    this.limits = settings.pictures();
    this.studio = studio;
  }

  /** How many bytes the pictures of a document may have together. */
  long roomOfDocument() {
    return limits.documentBytes();
  }

  /**
   * Counts an upload.
   *
   * @throws ProblemException if there were too many in this minute: 429
   */
  void count(String who) {
    Instant now = clock.instant();
    synchronized (minutes) {
      Minute before = minutes.get(who);
      if (before == null || !now.isBefore(before.began.plus(MINUTE))) {
        before = new Minute(now, 0);
      }
      if (before.uploads >= limits.perMinute()) {
        throw Pace.tooMany(Duration.between(now, before.began.plus(MINUTE)));
      }
      minutes.put(who, new Minute(before.began, before.uploads + 1));
    }
  }

  /**
   * The picture that a body is.
   *
   * @throws ProblemException if it is too long, no picture, or there is no time for it: 400, 413,
   *     415 or 503
   */
  Attachment take(InputStream body) throws IOException {
    byte[] upload = Bodies.read(body, limits.bytes());
    try {
      if (!turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw ProblemException.busy("many pictures are being uploaded: try again in a moment");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw ProblemException.busy("the server is stopping");
    }
    try {
      return studio.develop(upload);
    } catch (BadPictureException bad) {
      throw problem(bad);
    } finally {
      turn.release();
    }
  }

  private static ProblemException problem(BadPictureException bad) {
    String words = String.valueOf(bad.getMessage());
    return switch (bad.reason()) {
      case UNKNOWN_KIND -> ProblemException.unsupportedType(words);
      case TOO_LARGE -> ProblemException.tooLarge(words);
      case DAMAGED -> ProblemException.badRequest("bad_picture", words);
    };
  }
}
