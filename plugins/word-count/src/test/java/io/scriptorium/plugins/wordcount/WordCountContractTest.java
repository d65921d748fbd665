package io.scriptorium.plugins.wordcount;

import io.scriptorium.plugin.testkit.PluginContract;

/** The sample takes what every plugin must take. */
class WordCountContractTest extends PluginContract<WordCount> {
  @Override
  protected WordCount create() {
    return new WordCount();
  }
}
