package io.scriptorium.store;

import java.time.Duration;

/**
 * When and how {@link Packer} packs.
 *
 * @param most how many changes a segment holds at most: the larger, the better it compresses, and
 *     the more there is to decode for one change
 * @param batch how many changes of a document that is written in are packed at once, when there are
 *     twice as many: the newest stay rows, which are quicker to read
 * @param few how many changes of a quiet document are worth a segment
 * @param quiet how long after its last change a document counts as quiet
 * @param every the time between two looks for what is to be packed
 * @param slice how many packed rows one transaction removes: edits wait for it
 */
record Packing(int most, int batch, int few, Duration quiet, Duration every, int slice) {
  static final Packing DEFAULT =
      new Packing(16_384, 4_096, 64, Duration.ofMinutes(10), Duration.ofMinutes(1), 256);
}
