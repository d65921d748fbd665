package io.scriptorium.engine;

import io.scriptorium.plugin.DocumentId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Logs what went wrong, and when it went well again; an observer that counts extends it. No text of
 * any document is in it.
 */
public class LoggingObserver implements EngineObserver {
  private static final Logger LOG = System.getLogger("io.scriptorium.engine");

  /** One that logs to {@code io.scriptorium.engine}. */
  public LoggingObserver() {}

  @Override
  public void writerHung(DocumentId document) {
    LOG.log(Level.INFO, "document {0}: dropped a connection whose client does not read", document);
  }

  @Override
  public void storeFailed(DocumentId document, Throwable cause) {
    LOG.log(
        Level.ERROR,
        "document " + document + " cannot be stored; its edits wait with their clients",
        cause);
  }

  @Override
  public void storeRecovered(DocumentId document) {
    LOG.log(Level.INFO, "document {0} is stored again", document);
  }

  @Override
  public void storeCallFailed(DocumentId document, String call, Throwable cause) {
    LOG.log(Level.WARNING, "document " + document + ": the store failed to " + call, cause);
  }

  @Override
  public void documentPurged(DocumentId document) {
    LOG.log(Level.INFO, "document {0}, deleted long ago, is removed for good", document);
  }

  @Override
  public void purgeFailed(Throwable cause) {
    LOG.log(Level.WARNING, "documents deleted long ago could not be removed this time", cause);
  }

  @Override
  public void foreignChanges(DocumentId document, long head) {
    LOG.log(
        Level.WARNING,
        "document {0}: took in another writer''s changes up to revision {1}",
        document,
        head);
  }

  @Override
  public void pluginStarted(String plugin) {
    LOG.log(Level.INFO, "plugin {0} runs", plugin);
  }

  @Override
  public void pluginRefused(String plugin, String reason) {
    LOG.log(Level.ERROR, "plugin {0} is kept out: {1}", plugin, reason);
  }

  @Override
  public void pluginQuarantined(String plugin, String reason, Duration pause) {
    LOG.log(
        Level.ERROR,
        "plugin {0} is quarantined {1}: {2}",
        plugin,
        pause.isZero() ? "until somebody restarts it" : "for " + pause.toSeconds() + " s",
        reason);
  }

  @Override
  public void pluginDelayed(String plugin, Throwable cause) {
    LOG.log(Level.WARNING, "plugin " + plugin + " has to wait for the disk", cause);
  }

  @Override
  public void pluginThreadsLeft(String plugin, int threads) {
    LOG.log(Level.WARNING, "plugin {0} left {1} threads that go on after its end", plugin, threads);
  }

  @Override
  public void pluginFailed(String plugin, String hook, Throwable cause) {
    LOG.log(Level.WARNING, "plugin " + plugin + " failed in " + hook, cause);
  }

  @Override
  public void documentFailed(DocumentId document, Throwable cause) {
    LOG.log(
        Level.ERROR,
        "document " + document + " met a defect and was dropped; its sessions resume",
        cause);
  }

  @Override
  public void defect(String where, Throwable cause) {
    LOG.log(Level.ERROR, "a defect in " + where, cause);
  }
}
