package io.scriptorium.web.socket;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;

/** What a text frame turned out to be. */
sealed interface FrameText {
  /** Most frames fit: an edit of a few words. The first buffer of each frame, in chars. */
  int SMALL = 512;

  /** The buffer of those that do not, in chars. */
  int LARGE = 8192;

  /** Text within the limit. */
  record Whole(String text, int bytes) implements FrameText {}

  /** More bytes than a frame may have. */
  record TooLong() implements FrameText {}

  /** Bytes that are not UTF-8. */
  record NotUtf8() implements FrameText {}

  /**
   * Reads a frame's payload.
   *
   * @param payload decodes the payload's bytes and reports what is not UTF-8
   * @param limitBytes how long it may be, in bytes of UTF-8
   */
  static FrameText read(Reader payload, int limitBytes) throws IOException {
    var text = new StringBuilder();
    var buffer = new char[SMALL];
    int bytes = 0;
    try {
      for (int count = payload.read(buffer); count >= 0; count = payload.read(buffer)) {
        text.append(buffer, 0, count);
        bytes += utf8Bytes(buffer, count);
        if (bytes > limitBytes) {
          return new TooLong();
        }
        if (count == SMALL) {
          buffer = new char[LARGE];
        }
      }
    } catch (CharacterCodingException malformed) {
      return new NotUtf8();
    }
    return new Whole(text.toString(), bytes);
  }

  private static int utf8Bytes(char[] chars, int count) {
    int bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += utf8Bytes(chars[i]);
    }
    return bytes;
  }

  /** How many bytes of UTF-8 a text takes. */
  static int utf8Bytes(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      bytes += utf8Bytes(text.charAt(i));
    }
    return bytes;
  }

  /** The longest beginning of a text that takes so many bytes at most, no character cut in two. */
  static String first(String text, int bytes) {
    int end = text.length();
    while (utf8Bytes(text.substring(0, end)) > bytes) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end);
  }

  /** Half a surrogate pair counts 2, so that the pair counts the 4 that it takes. */
  private static int utf8Bytes(char c) {
    if (c < 0x80) {
      return 1;
    }
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }
}
