import { TypedEventTarget } from "../typed-events.ts";
import { EntryList } from "./entry-list.ts";
import { BANNER, BUTTON, COMMAND } from "./forms.ts";
import { Panels } from "./panels.ts";
import type { Banner, KeyboardCommand, ToolbarButton } from "./plugin-api.ts";
import type { Problem } from "./running-plugin.ts";

/** Everything that plugins have added to the page of a document, and what went wrong with them. */
export class Contributions extends TypedEventTarget<{
  readonly change: undefined;
}> {
  readonly #changed = (): void => {
    this.emit("change", undefined);
  };
  readonly buttons = new EntryList<ToolbarButton>(this.#changed, BUTTON);
  readonly banners = new EntryList<Banner>(this.#changed, BANNER);
  readonly commands = new EntryList<KeyboardCommand>(this.#changed, COMMAND);
  readonly panels: Panels;
  #problems: readonly Problem[] = [];

  constructor(
    makeHost: () => HTMLElement = () => document.createElement("div"),
  ) {
    super();
    this.panels = new Panels(this.#changed, makeHost);
  }

  /** What went wrong lately and has no place of its own, at most one thing for each plugin. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** Plugins' things stand in the order of these names. */
  arrange(names: readonly string[]): void {
    for (const list of [this.buttons, this.banners, this.commands, this.panels])
      list.arrange(names);
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

  /** Forgets what went wrong with a plugin. */
  dismiss(plugin: string): void {
    this.#problems = this.#problems.filter((each) => each.plugin !== plugin);
    this.#changed();
  }
}
