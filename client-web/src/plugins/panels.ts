import { arranged, type Entry, nextId } from "./entry-list.ts";
import { PANEL, requireForm } from "./forms.ts";
import type { PanelHandle, SidePanel } from "./plugin-api.ts";
import type { Problem, RunningPlugin } from "./running-plugin.ts";

/** A panel, the element that its plugin draws in, and what went wrong there. */
export interface PanelEntry extends Entry<SidePanel> {
  readonly host: HTMLElement;
  readonly wasOpened: boolean;
  readonly problem: Problem | undefined;
}

/** The panels that plugins added to a page, at most one of them open. */
export class Panels {
  #entries: readonly PanelEntry[] = [];
  #names: readonly string[] = [];
  #open: string | undefined;
  #isAsked = false;

  /**
   * @param changed called after every change
   * @param makeHost makes an empty element for a panel
   */
  constructor(
    readonly changed: () => void,
    readonly makeHost: () => HTMLElement,
  ) {}

  get entries(): readonly PanelEntry[] {
    return this.#entries;
  }

  /** The panel that is open, if one is. */
  get current(): PanelEntry | undefined {
    return this.#entries.find(({ id }) => id === this.#open);
  }

  /** Whether the user, and not a plugin, opened what is open. */
  get isAsked(): boolean {
    return this.#isAsked;
  }

  arrange(names: readonly string[]): void {
    this.#names = names;
    this.#set(this.#entries);
  }

  add(plugin: RunningPlugin, value: SidePanel): PanelHandle {
    plugin.requireRunning();
    requireForm(PANEL, value);
    const id = nextId(plugin);
    const host = this.makeHost();
    const entry = { id, plugin, value, host };
    this.#set([
      ...this.#entries,
      { ...entry, wasOpened: false, problem: undefined },
    ]);
    const remove = (): void => {
      this.close(id);
      this.#set(this.#entries.filter((each) => each.id !== id));
    };
    plugin.signal.addEventListener("abort", remove, { once: true });
    return this.#handle(id, remove);
  }

  /** Opens a panel in place of the one that is open. */
  open(id: string): void {
    if (this.#open === id || this.#find(id) === undefined) return;
    if (this.#open !== undefined) this.close(this.#open);
    this.#isAsked = false;
    this.#open = id;
    this.#draw(id);
    this.changed();
    this.#tell(id, true);
  }

  close(id: string): void {
    if (this.#open !== id) return;
    this.#open = undefined;
    this.changed();
    this.#tell(id, false);
  }

  /** Opens a panel for the user who asked for it, or closes it. */
  toggle(id: string): void {
    if (this.#open === id) {
      this.close(id);
      return;
    }
    this.open(id);
    this.#isAsked = true;
  }

  #handle(id: string, remove: () => void): PanelHandle {
    // A getter of an object has a `this` of its own.
    const isOpen = (): boolean => this.#open === id;
    return {
      remove,
      update: (changes) => {
        this.#change(id, (entry) => {
          const value = { ...entry.value, ...changes };
          requireForm(PANEL, value);
          return { ...entry, value };
        });
      },
      open: () => {
        this.open(id);
      },
      close: () => {
        this.close(id);
      },
      get isOpen() {
        return isOpen();
      },
    };
  }

  /** Draws a panel when it is opened for the first time; what goes wrong there is shown there. */
  #draw(id: string): void {
    const entry = this.#find(id);
    if (entry === undefined || entry.wasOpened) return;
    this.#change(id, (each) => ({ ...each, wasOpened: true }));
    const { plugin, value, host } = entry;
    plugin.runIn(
      "showing its panel",
      () => value.render(host),
      (problem) => {
        this.#change(id, (each) => ({ ...each, problem }));
      },
    );
  }

  #tell(id: string, isOpen: boolean): void {
    const entry = this.#find(id);
    entry?.plugin.runIn(
      "following its panel",
      () => entry.value.onToggle?.(isOpen),
      (problem) => {
        this.#change(id, (each) => ({ ...each, problem }));
      },
    );
  }

  #find(id: string): PanelEntry | undefined {
    return this.#entries.find((each) => each.id === id);
  }

  #change(id: string, change: (entry: PanelEntry) => PanelEntry): void {
    this.#set(
      this.#entries.map((each) => (each.id === id ? change(each) : each)),
    );
  }

  #set(entries: readonly PanelEntry[]): void {
    this.#entries = arranged(entries, this.#names);
    this.changed();
  }
}
