package io.scriptorium.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A file for browsers, ready to be sent.
 *
 * @param etag changes when the content does, quotes included
 * @param packed the content packed, where that makes it much smaller; the smallest first
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them, and nobody changes them.
public record PageFile(byte[] content, String type, String etag, List<Packed> packed) {
  /** What the name of a file that holds another one packed with Brotli (RFC 7932) ends in. */
  public static final String BROTLI = ".br";

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
    byte[] gzip = gzip(content);
    boolean worthIt = gzip.length < content.length * 9L / 10;
    return new PageFile(
        content, type, etag(content), worthIt ? List.of(new Packed("gzip", gzip)) : List.of());
  }

  /**
   * The same, for browsers that take Brotli, too.
   *
   * @param brotli the content, packed with it
   */
  public PageFile withBrotli(byte[] brotli) {
    List<Packed> more = new ArrayList<>(List.of(new Packed("br", brotli)));
    more.addAll(packed);
    return new PageFile(content, type, etag, List.copyOf(more));
  }

  /**
   * The content in a coding of HTTP's.
   *
   * @param coding as {@code Content-Encoding} names it; empty if it is as it is
   */
  @SuppressWarnings("ArrayRecordComponent") // as above
  public record Packed(String coding, byte[] content) {}

  private static byte[] gzip(byte[] content) {
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
    Packed chosen = chosen(request);
    if (isKnown(etag(chosen), request)) {
      head(lasting, chosen, response);
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    send(200, lasting, request, response);
  }

  /** Makes it the answer with this status. */
  void send(int status, Lasting lasting, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Packed chosen = chosen(request);
    head(lasting, chosen, response);
    response.setStatus(status);
    response.setContentType(type);
    if (!chosen.coding().isEmpty()) {
      response.setHeader("Content-Encoding", chosen.coding());
    }
    response.setContentLength(chosen.content().length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(chosen.content());
    }
  }

  private void head(Lasting lasting, Packed chosen, HttpServletResponse response) {
    response.setHeader("Cache-Control", lasting.cacheControl);
    response.setHeader("ETag", etag(chosen));
    response.setHeader("Vary", "Accept-Encoding");
  }

  private Packed chosen(HttpServletRequest request) {
    Set<String> accepted = AcceptedCodings.of(request.getHeaders("Accept-Encoding"));
    return packed.stream()
        .filter(packing -> accepted.contains(packing.coding()))
        .findFirst()
        .orElseGet(() -> new Packed("", content));
  }

  /** Each coding has a tag of its own (RFC 9110, 8.8.3.3): other bytes are sent. */
  private String etag(Packed chosen) {
    return chosen.coding().isEmpty()
        ? etag
        : etag.substring(0, etag.length() - 1) + "-" + chosen.coding() + "\"";
  }

  private static boolean isKnown(String etag, HttpServletRequest request) {
    return Collections.list(request.getHeaders("If-None-Match")).stream()
        .flatMap(header -> Stream.of(header.split(",", -1)))
        .map(String::strip)
        .anyMatch(known -> known.equals(etag) || known.equals("W/" + etag) || known.equals("*"));
  }
}
