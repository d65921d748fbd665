package io.scriptorium.web.server;

/**
 * What one may ask who uploads pictures ({@code scriptorium.limit.picture-*}).
 *
 * @param bytes the longest upload
 * @param pixels how many pixels a picture may have, width times height
 * @param documentBytes how long all pictures of a document may be together, its history's included
 * @param perMinute how many pictures one account, or one address, may upload in a minute
 */
public record PictureLimits(int bytes, int pixels, int documentBytes, int perMinute) {
  /** What a server uses whose administrator said nothing. */
  public static PictureLimits defaults() {
    return new PictureLimits(10 * 1024 * 1024, 25_000_000, 1_000 * 1024 * 1024, 60);
  }
}
