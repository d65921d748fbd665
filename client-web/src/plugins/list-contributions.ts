import { TypedEventTarget } from "../typed-events.ts";
import { EntryList } from "./entry-list.ts";
import { COLUMN } from "./forms.ts";
import type { ListColumn } from "./plugin-api.ts";
import type { Problem, RunningPlugin } from "./running-plugin.ts";

/** A value of a plugin's column for one document. */
export interface Cell {
  readonly label: string;
  readonly text: string;
}

/** An element that a plugin has drawn in, and what went wrong there. */
export interface Drawn {
  readonly plugin: RunningPlugin;
  readonly host: HTMLElement;
  readonly problem?: Problem;
}

/** Everything that plugins have added to the list of documents. */
export class ListContributions extends TypedEventTarget<{
  readonly change: undefined;
}> {
  readonly #changed = (): void => {
    this.emit("change", undefined);
  };
  readonly #columns = new EntryList<ListColumn>(() => {
    void this.fill(this.#ids);
  }, COLUMN);
  readonly #headers = new EntryList<Drawn>(this.#changed);
  #cells: ReadonlyMap<string, readonly Cell[]> = new Map();
  #ids: readonly string[] = [];
  #replacement: Drawn | undefined;
  #problems: readonly Problem[] = [];

  constructor(
    readonly makeHost: () => HTMLElement = () => document.createElement("div"),
  ) {
    super();
  }

  /** What stands above the list. */
  get headers(): readonly Drawn[] {
    return this.#headers.entries.map(({ value }) => value);
  }

  /** What stands in place of the list, if something does. */
  get replacement(): Drawn | undefined {
    return this.#replacement;
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** The columns' values for a document, in the order of the columns. */
  cellsOf(id: string): readonly Cell[] {
    return this.#cells.get(id) ?? [];
  }

  arrange(names: readonly string[]): void {
    this.#columns.arrange(names);
    this.#headers.arrange(names);
  }

  addColumn(plugin: RunningPlugin, column: ListColumn): void {
    this.#columns.add(plugin, column);
  }

  addHeader(
    plugin: RunningPlugin,
    render: (host: HTMLElement) => unknown,
  ): void {
    const handle = this.#headers.add(plugin, {
      plugin,
      host: this.makeHost(),
    });
    const host = this.headers.findLast((each) => each.plugin === plugin)?.host;
    if (host === undefined) return;
    plugin.runIn(
      "showing its part of the list",
      () => render(host),
      (problem) => {
        handle.update({ problem });
      },
    );
  }

  /** Shows what `render` draws in place of the list, or the list again. */
  replace(
    plugin: RunningPlugin,
    render: ((host: HTMLElement) => unknown) | undefined,
  ): void {
    if (render === undefined) {
      if (this.#replacement?.plugin !== plugin) return;
      this.#replacement = undefined;
    } else {
      plugin.requireRunning();
      const host = this.makeHost();
      this.#replacement = { plugin, host };
      plugin.signal.addEventListener("abort", () => {
        this.replace(plugin, undefined);
      });
      // A plugin that cannot show its own must not keep the list away; what it shows by then instead may stay.
      plugin.runIn(
        "showing something in place of the list",
        () => render(host),
        (problem) => {
          if (this.#replacement?.host === host) this.replace(plugin, undefined);
          this.report(problem);
        },
      );
    }
    this.#changed();
  }

  readonly report = (problem: Problem): void => {
    const known = this.#problems.find(
      ({ plugin }) => plugin === problem.plugin,
    );
    if (known?.message === problem.message) return;
    this.#problems = [
      ...this.#problems.filter((each) => each !== known),
      problem,
    ];
    this.#changed();
  };

  dismiss(plugin: string): void {
    this.#problems = this.#problems.filter((each) => each.plugin !== plugin);
    this.#changed();
  }

  /** Asks every column for the values of these documents. */
  async fill(ids: readonly string[]): Promise<void> {
    this.#ids = ids;
    const columns = this.#columns.entries;
    if (ids.length === 0 || columns.length === 0) {
      this.#show([]);
      return;
    }
    const values = columns.map(() => new Map<string, string>());
    await Promise.all(
      columns.map(async ({ plugin, value: column }, index) => {
        const found = await this.#valuesOf(plugin, column, ids);
        // Another list, or other columns, have been asked for meanwhile.
        if (this.#ids !== ids || this.#columns.entries !== columns) return;
        values[index] = found;
        this.#show(
          columns.map(({ value: { label } }, at) => [
            label,
            values[at] ?? new Map<string, string>(),
          ]),
        );
      }),
    );
  }

  async #valuesOf(
    plugin: RunningPlugin,
    column: ListColumn,
    ids: readonly string[],
  ): Promise<Map<string, string>> {
    try {
      return new Map(await column.values(ids));
    } catch (error) {
      plugin.complain(`filling its column “${column.label}”`, error);
      return new Map();
    }
  }

  #show(
    columns: readonly (readonly [string, ReadonlyMap<string, string>])[],
  ): void {
    const cells = new Map<string, readonly Cell[]>();
    for (const id of this.#ids)
      cells.set(
        id,
        columns.flatMap(([label, values]) => {
          const text = values.get(id);
          return text === undefined ? [] : [{ label, text }];
        }),
      );
    this.#cells = cells;
    this.#changed();
  }
}
