package io.scriptorium.plugin;

/** Which changes a plugin is told of. */
public enum Delivery {
  /**
   * All of every document, from the plugin's durable checkpoint: for what must not miss a word,
   * such as an index.
   */
  EVERY_CHANGE,
  /**
   * Those that are committed while the plugin runs and somebody has the document open; no
   * checkpoint is kept and nothing is made up for. For what lives in the moment, such as cursors.
   */
  LIVE
}
