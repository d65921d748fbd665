import { readCatalogue } from "./catalogue.ts";
import type { ListContributions } from "./list-contributions.ts";
import { browserImport, linkStylesheet } from "./load-module.ts";
import type { ListContext } from "./plugin-api.ts";
import { pluginContext } from "./plugin-context.ts";
import { PluginSet } from "./plugin-set.ts";
import type { RunningPlugin } from "./running-plugin.ts";

/** Puts the plugins that the server runs to work on the list of documents, until `signal` aborts. */
export async function startListPlugins(
  list: ListContributions,
  signal: AbortSignal,
): Promise<void> {
  const plugins = new PluginSet(
    {
      load: browserImport,
      link: linkStylesheet,
      origin: location.origin,
      report: list.report,
      activate: (plugin, { activateList }) =>
        activateList?.(listContext(plugin, list)),
    },
    signal,
  );
  // Without the server's list of plugins there is still the list of documents.
  const facts = await readCatalogue(signal).catch(() => []);
  if (signal.aborted) return;
  list.arrange(facts.map(({ name }) => name));
  plugins.sync(
    facts.flatMap((each) =>
      each.module === undefined ? [] : [{ ...each, module: each.module }],
    ),
  );
}

function listContext(
  plugin: RunningPlugin,
  list: ListContributions,
): ListContext {
  return {
    ...pluginContext(plugin),
    addColumn: (column) => {
      list.addColumn(plugin, column);
    },
    addListHeader: (render) => {
      list.addHeader(plugin, render);
    },
    replaceList: (render) => {
      list.replace(plugin, render);
    },
  };
}
