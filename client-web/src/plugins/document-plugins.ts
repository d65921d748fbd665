import type { Seat } from "../document-session.ts";
import { type PluginFacts, readCatalogue } from "./catalogue.ts";
import { documentContext, type DocumentPage } from "./document-context.ts";
import { browserImport, linkStylesheet } from "./load-module.ts";
import { PluginSet, type Wanted } from "./plugin-set.ts";

/**
 * Keeps the plugins of a document at work on its page: those that the server names at each join, with the titles and
 * style sheets of its list of plugins.
 */
export class DocumentPlugins {
  readonly #page: DocumentPage;
  readonly #signal: AbortSignal;
  readonly #set: PluginSet;
  #catalogue: readonly PluginFacts[] = [];

  constructor(page: DocumentPage, signal: AbortSignal) {
    this.#page = page;
    this.#signal = signal;
    this.#set = new PluginSet(
      {
        load: browserImport,
        link: linkStylesheet,
        origin: location.origin,
        report: page.contributions.report,
        activate: (plugin, { activateDocument }) =>
          activateDocument?.(documentContext(plugin, page)),
      },
      signal,
    );
    const { session } = page;
    session.addEventListener(
      "seat",
      ({ detail: { seat } }) => {
        if (seat) void this.#seated(seat);
      },
      { signal },
    );
    if (session.seat) void this.#seated(session.seat);
  }

  async #seated(seat: Seat): Promise<void> {
    if (seat.plugins.some((plugin) => !this.#knows(plugin)))
      this.#catalogue = await this.#read();
    if (this.#signal.aborted || this.#page.session.seat !== seat) return;
    const wanted = seat.plugins.flatMap((plugin) => this.#wanted(plugin));
    this.#page.contributions.arrange(wanted.map(({ name }) => name));
    this.#set.sync(wanted);
  }

  #knows({ name, module }: Seat["plugins"][number]): boolean {
    return this.#catalogue.some(
      (facts) => facts.name === name && facts.module === module,
    );
  }

  /** Without the list, plugins go by their names. */
  #read(): Promise<readonly PluginFacts[]> {
    return readCatalogue(this.#signal).catch(() => this.#catalogue);
  }

  #wanted({ name, module }: Seat["plugins"][number]): readonly Wanted[] {
    if (module === undefined) return [];
    const facts = this.#catalogue.find((each) => each.name === name) ?? {
      name,
      title: name,
      version: undefined,
      stylesheet: undefined,
      switchable: false,
    };
    return [{ ...facts, module }];
  }
}
