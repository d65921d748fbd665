import type { PluginFacts } from "./catalogue.ts";
import { type ImportModule, loadModule } from "./load-module.ts";
import type { PluginModule } from "./plugin-api.ts";
import { type Problem, RunningPlugin } from "./running-plugin.ts";

/** What a set of plugins works with. */
export interface PluginHost {
  readonly load: ImportModule;
  readonly origin: string;
  readonly link: (stylesheet: string, signal: AbortSignal) => void;
  /** Starts a plugin on this page, with what its module exports. */
  readonly activate: (plugin: RunningPlugin, module: PluginModule) => unknown;
  readonly report: (problem: Problem) => void;
}

/** A plugin that is to run, with a browser half. */
export type Wanted = PluginFacts & { readonly module: string };

/**
 * The plugins at work on a page. It is told which there should be, as often as that may have changed, and starts and
 * ends as many as it takes: one whose module has another address now is another plugin.
 */
export class PluginSet {
  readonly #host: PluginHost;
  readonly #running = new Map<string, RunningPlugin>();

  constructor(host: PluginHost, signal: AbortSignal) {
    this.#host = host;
    signal.addEventListener("abort", () => {
      this.sync([]);
    });
  }

  /** Ends what is not wanted, and starts what is and does not run yet. */
  sync(wanted: readonly Wanted[]): void {
    const modules = new Map(wanted.map(({ name, module }) => [name, module]));
    for (const [name, plugin] of this.#running)
      if (modules.get(name) !== plugin.facts.module) this.#end(name, plugin);
    for (const facts of wanted)
      if (!this.#running.has(facts.name)) void this.#start(facts);
  }

  async #start(facts: Wanted): Promise<void> {
    const { load, origin, link, activate, report } = this.#host;
    const plugin = new RunningPlugin(facts, report);
    this.#running.set(facts.name, plugin);
    try {
      const module = await loadModule(facts.module, load, origin);
      if (plugin.signal.aborted) return;
      if (facts.stylesheet !== undefined) link(facts.stylesheet, plugin.signal);
      plugin.run("starting", () => activate(plugin, module));
    } catch (error) {
      plugin.complain("loading", error);
    }
  }

  #end(name: string, plugin: RunningPlugin): void {
    this.#running.delete(name);
    plugin.end();
  }
}
