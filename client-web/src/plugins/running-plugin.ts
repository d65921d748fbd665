import type { PluginFacts } from "./catalogue.ts";

/** Something that a plugin did wrong. */
export interface Problem {
  /** The plugin's title. */
  readonly plugin: string;
  /** What it was doing, such as "loading". */
  readonly doing: string;
  readonly message: string;
}

/**
 * One plugin at work on one page. Whatever of its code is called, is called through here: what it throws, also later
 * from a promise, becomes a problem to be shown, and nobody else's.
 */
export class RunningPlugin {
  readonly #ending = new AbortController();

  constructor(
    readonly facts: PluginFacts,
    readonly report: (problem: Problem) => void,
  ) {}

  get name(): string {
    return this.facts.name;
  }

  get title(): string {
    return this.facts.title;
  }

  /** Aborts when the plugin ends. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  end(): void {
    this.#ending.abort();
  }

  /**
   * Runs `task`, and reports what it throws, or rejects later if it gives back a promise. Nothing is run once the
   * plugin has ended, and nothing is reported: what it waited for then fails because it was ended.
   */
  run(doing: string, task: () => unknown): void {
    this.runIn(doing, task, this.report);
  }

  /** As {@link run}, with a place of its own for what goes wrong. */
  runIn(
    doing: string,
    task: () => unknown,
    report: (problem: Problem) => void,
  ): void {
    if (this.signal.aborted) return;
    const failed = (error: unknown): void => {
      if (this.signal.aborted) return;
      console.warn(`plugin ${this.name}, ${doing}:`, error);
      report({ plugin: this.title, doing, message: wordsOf(error) });
    };
    try {
      const result = task();
      if (isThenable(result)) Promise.resolve(result).catch(failed);
    } catch (error) {
      failed(error);
    }
  }

  /** Reports a problem that is not an exception of the plugin's own. */
  complain(doing: string, error: unknown): void {
    this.run(doing, () => {
      throw error;
    });
  }

  /** Throws once the plugin has ended: what it adds then would stay for ever. */
  requireRunning(): void {
    if (this.signal.aborted)
      throw new Error(`the plugin ${this.name} has ended on this page`);
  }
}

/** A plugin's promise may be of a class of its own. */
function isThenable(value: unknown): boolean {
  return typeof value === "object" && value !== null && "then" in value;
}

function wordsOf(error: unknown): string {
  if (error instanceof Error && error.message !== "") return error.message;
  return String(error);
}
