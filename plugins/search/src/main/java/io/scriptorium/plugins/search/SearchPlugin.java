package io.scriptorium.plugins.search;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.Snapshot;
import org.jspecify.annotations.Nullable;

/** Finds documents by their titles and texts, a second after something was written in them. */
public final class SearchPlugin implements Plugin {
  private @Nullable DocumentIndex index;
  private @Nullable Indexer indexer;

  /** Made by the host. */
  public SearchPlugin() {}

  @Override
  public String name() {
    return "search";
  }

  /** A document that could not be found would seem lost. */
  @Override
  public boolean switchable() {
    return false;
  }

  @Override
  public void start(PluginContext context) {
    LuceneLog.leaveOutAdvice();
    DocumentIndex opened = DocumentIndex.open(context.folder());
    index = opened;
    Indexer keeping = new Indexer(context, opened);
    indexer = keeping;
    CatchUp catchUp = new CatchUp(context, opened, keeping);
    catchUp.start();
    context.metrics().gauge("documents", opened::size);
    context.metrics().gauge("waiting", keeping::waiting);
    context.serve(new SearchResource(context, new Search(opened), catchUp));
  }

  @Override
  public void onChange(DocumentId document, Change change, Snapshot after) {
    indexer().changed(document, change.author().name(), after);
  }

  @Override
  public void onDocumentCreated(DocumentInfo document) {
    indexer().known(document);
  }

  @Override
  public void onDocumentRenamed(DocumentInfo document) {
    indexer().known(document);
  }

  @Override
  public void onDocumentDeleted(DocumentId document) {
    indexer().deleted(document);
  }

  @Override
  public void close() {
    if (index != null) {
      index.close();
    }
  }

  private Indexer indexer() {
    if (indexer == null) {
      throw new IllegalStateException("the search was not started");
    }
    return indexer;
  }
}
