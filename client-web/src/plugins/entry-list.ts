import { type Form, requireForm } from "./forms.ts";
import type { Handle } from "./plugin-api.ts";
import type { RunningPlugin } from "./running-plugin.ts";

/** Something that a plugin added to a page. */
export interface Entry<T> {
  /** Names it on the page. */
  readonly id: string;
  readonly plugin: RunningPlugin;
  readonly value: T;
}

let last = 0;

/** Names something of a plugin's, as nothing else on the page is named. */
export function nextId({ name }: RunningPlugin): string {
  last += 1;
  return `${name}-${last}`;
}

/** The order in which plugins' things stand, however long each takes to load. */
export function arranged<T extends Entry<unknown>>(
  entries: readonly T[],
  names: readonly string[],
): readonly T[] {
  const rank = ({ plugin }: T): number => names.indexOf(plugin.name);
  return [...entries].sort((one, other) => rank(one) - rank(other));
}

/** What plugins added of one kind. Each thing ends with its plugin. */
export class EntryList<T extends object> {
  #entries: readonly Entry<T>[] = [];
  #names: readonly string[] = [];

  /**
   * @param changed called after every change
   * @param form what a plugin must hand in; none for what the page itself makes
   */
  constructor(
    readonly changed: () => void,
    readonly form?: Form<T>,
  ) {}

  get entries(): readonly Entry<T>[] {
    return this.#entries;
  }

  arrange(names: readonly string[]): void {
    this.#names = names;
    this.#set(this.#entries);
  }

  add(plugin: RunningPlugin, value: T): Handle<T> {
    plugin.requireRunning();
    this.#check(value);
    const id = nextId(plugin);
    const remove = (): void => {
      this.#set(this.#entries.filter((entry) => entry.id !== id));
    };
    plugin.signal.addEventListener("abort", remove, { once: true });
    this.#set([...this.#entries, { id, plugin, value }]);
    return {
      remove,
      update: (changes) => {
        this.#set(
          this.#entries.map((entry) =>
            entry.id === id
              ? { ...entry, value: this.#with(entry.value, changes) }
              : entry,
          ),
        );
      },
    };
  }

  #with(value: T, changes: Partial<T>): T {
    const changed = { ...value, ...changes };
    this.#check(changed);
    return changed;
  }

  #check(value: T): void {
    if (this.form !== undefined) requireForm(this.form, value);
  }

  #set(entries: readonly Entry<T>[]): void {
    this.#entries = arranged(entries, this.#names);
    this.changed();
  }
}
