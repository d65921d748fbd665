import type { Random } from "../environment.ts";
import { browserRandom } from "../browser.ts";
import { TypedEventTarget } from "../typed-events.ts";

/** Where a device keeps small values: `localStorage`, or a test's own. */
export type Keep = Pick<Storage, "getItem" | "setItem">;

const KEY = "scriptorium-name";
const MAX_LENGTH = 64;

/**
 * The display name of a guest, kept on this device. Who has chosen none is "Guest" and a number, drawn once, so that
 * the same device is the same guest tomorrow.
 */
export class GuestName extends TypedEventTarget<{
  readonly change: undefined;
}> {
  #name: string;

  constructor(
    readonly keep: Keep | undefined = deviceKeep(),
    random: Random = browserRandom,
  ) {
    super();
    const kept = clean(keep?.getItem(KEY) ?? "");
    this.#name = kept || `Guest ${10 + Math.floor(random() * 990)}`;
    if (!kept) keep?.setItem(KEY, this.#name);
  }

  get name(): string {
    return this.#name;
  }

  /** Takes another name; one of blanks alone changes nothing. */
  rename(name: string): void {
    const chosen = clean(name);
    if (chosen === "" || chosen === this.#name) return;
    this.keep?.setItem(KEY, chosen);
    this.#take(chosen);
  }

  /** Hears of a name chosen in another tab, until `signal` aborts. */
  follow(signal: AbortSignal): void {
    window.addEventListener(
      "storage",
      ({ key, newValue }) => {
        const chosen = key === KEY ? clean(newValue ?? "") : "";
        if (chosen !== "" && chosen !== this.#name) this.#take(chosen);
      },
      { signal },
    );
  }

  #take(name: string): void {
    this.#name = name;
    this.emit("change", undefined);
  }
}

function clean(name: string): string {
  return name.replace(/\s+/g, " ").trim().slice(0, MAX_LENGTH).trim();
}

/** This device's storage, or nothing where the browser forbids it. */
export function deviceKeep(): Keep | undefined {
  try {
    const { localStorage } = window;
    const probe = "scriptorium-probe";
    localStorage.setItem(probe, "");
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return undefined;
  }
}
