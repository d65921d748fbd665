import type { ReactiveController, ReactiveControllerHost } from "lit";

/**
 * One stop of the Tab key for many controls of an element: the arrow keys, Home and End move among them, and Escape
 * leaves.
 */
export class RovingFocus implements ReactiveController {
  #current = 0;

  /**
   * @param selector finds the controls within `host`
   * @param leave called when the user is done here
   */
  constructor(
    readonly host: ReactiveControllerHost & HTMLElement,
    readonly selector: string,
    readonly leave: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.addEventListener("keydown", this.#onKey);
  }

  hostDisconnected(): void {
    this.host.removeEventListener("keydown", this.#onKey);
  }

  hostUpdated(): void {
    this.#mark();
  }

  /** Puts the focus on the control that had it last. */
  focus(): void {
    this.#controls[this.#current]?.focus();
  }

  get #controls(): readonly HTMLElement[] {
    return [...this.host.querySelectorAll<HTMLElement>(this.selector)];
  }

  #mark(): void {
    const controls = this.#controls;
    // A plugin may have taken away the last of them.
    this.#current = Math.max(0, Math.min(this.#current, controls.length - 1));
    controls.forEach((control, index) => {
      control.tabIndex = index === this.#current ? 0 : -1;
    });
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const controls = this.#controls;
    const here = controls.findIndex((control) => control === event.target);
    if (here < 0) return;
    if (event.key === "Escape") {
      this.leave();
      return;
    }
    const next = nextOf(event.key, here, controls.length);
    if (next === undefined) return;
    event.preventDefault();
    this.#current = next;
    this.#mark();
    controls[next]?.focus();
    controls[next]?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
}

function nextOf(key: string, here: number, count: number): number | undefined {
  switch (key) {
    case "ArrowRight":
      return (here + 1) % count;
    case "ArrowLeft":
      return (here + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
