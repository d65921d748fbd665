package io.scriptorium.web.rest;

import io.scriptorium.engine.plugin.PluginStatus;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A plugin that runs, as everybody may see it. */
@Schema(name = "Plugin", description = "A plugin that runs.")
public record PluginView(
    @Schema(
            description = "Names it for good.",
            pattern = "^[a-z][a-z0-9-]{0,31}$",
            required = true,
            examples = "word-count")
        String name,
    @Schema(description = "For people.", required = true, examples = "Word count") String title,
    @Schema(implementation = String.class, examples = "1.2.3") Optional<String> version,
    @Schema(
            description = "The address of the ES module that is its browser half, if it has one.",
            implementation = String.class,
            examples = "/plugins/word-count/Y2hhbmdlcyB3aXRo/plugin.js")
        Optional<String> module,
    @Schema(
            description = "The address of the stylesheet that goes with it, if it has one.",
            implementation = String.class)
        Optional<String> stylesheet,
    @Schema(description = "Whether a document can do without it.", required = true)
        boolean switchable) {
  static PluginView of(PluginStatus status) {
    return new PluginView(
        status.name(),
        status.title(),
        status.version(),
        status.module(),
        status.stylesheet(),
        status.switchable());
  }

  /** Some of them. */
  @Schema(name = "Plugins", description = "The plugins that run, by name.")
  public record All(@Schema(required = true) List<PluginView> plugins) {
    public All {
      plugins = List.copyOf(plugins);
    }
  }
}
