package io.scriptorium.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A file for browsers, ready to be sent.
 *
 * @param etag changes when the content does, quotes included
 * @param gzip the content packed, where that makes it much smaller
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them, and nobody changes them.
public record PageFile(byte[] content, String type, String etag, Optional<byte[]> gzip) {
  private static final String UNKNOWN_TYPE = "application/octet-stream";
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html;charset=utf-8"),
          Map.entry("js", "text/javascript;charset=utf-8"),
          Map.entry("mjs", "text/javascript;charset=utf-8"),
          Map.entry("css", "text/css;charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("yaml", "application/yaml"),
          Map.entry("txt", "text/plain;charset=utf-8"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"));

  /** How long a browser may use a file without asking again. */
  public enum Lasting {
    /** The file's address holds a hash of its content. */
    FOR_EVER("public, max-age=31536000, immutable"),
    /** The file changes under its address. */
    ASKED_EACH_TIME("no-cache");

    private final String cacheControl;

    Lasting(String cacheControl) {
      this.cacheControl = cacheControl;
    }
  }

  /** The file of this name with this content. */
  public static PageFile of(String name, byte[] content) {
    String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), UNKNOWN_TYPE);
    byte[] packed = pack(content);
    boolean worthIt = packed.length < content.length * 9L / 10;
    return new PageFile(
        content, type, etag(content), worthIt ? Optional.of(packed) : Optional.empty());
  }

  private static byte[] pack(byte[] content) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return packed.toByteArray();
  }

  private static String etag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + "\"";
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** Makes it the answer, or says that what the asker has is still this. */
  public void send(Lasting lasting, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (etag.equals(request.getHeader("If-None-Match"))) {
      head(lasting, response);
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    send(200, lasting, request, response);
  }

  /** Makes it the answer with this status. */
  void send(int status, Lasting lasting, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    head(lasting, response);
    response.setStatus(status);
    response.setContentType(type);
    byte[] chosen = chosen(request, response);
    response.setContentLength(chosen.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(chosen);
    }
  }

  private void head(Lasting lasting, HttpServletResponse response) {
    response.setHeader("Cache-Control", lasting.cacheControl);
    response.setHeader("ETag", etag);
    response.setHeader("Vary", "Accept-Encoding");
  }

  private byte[] chosen(HttpServletRequest request, HttpServletResponse response) {
    String accepted = Optional.ofNullable(request.getHeader("Accept-Encoding")).orElse("");
    if (gzip.isEmpty() || !accepted.contains("gzip")) {
      return content;
    }
    response.setHeader("Content-Encoding", "gzip");
    return gzip.get();
  }
}
