import type { Random } from "./environment.ts";

/** How long to wait before connecting again. */
export interface BackoffLimits {
  /** The longest first wait, in milliseconds; doubled with each attempt. */
  readonly baseMs: number;
  /** The longest wait at all, in milliseconds. */
  readonly capMs: number;
}

export const DEFAULT_BACKOFF: BackoffLimits = { baseMs: 500, capMs: 30_000 };

/**
 * Exponential back-off with full jitter: a wait between nothing and a limit that doubles with each attempt, so
 * that the clients of a server that was restarted do not all come back at once.
 */
export class Backoff {
  #attempt = 0;

  constructor(
    readonly random: Random,
    readonly limits: BackoffLimits,
  ) {}

  /** The next wait, in milliseconds. */
  nextMs(): number {
    const { baseMs, capMs } = this.limits;
    const limit = Math.min(capMs, baseMs * 2 ** this.#attempt);
    this.#attempt += 1;
    return Math.floor(this.random() * limit);
  }

  /** The next waits are long already: the server said that this client asks too much of it. */
  slowDown(): void {
    this.#attempt = Math.max(this.#attempt, 4);
  }

  /** The connection held: the next loss starts from the beginning. */
  reset(): void {
    this.#attempt = 0;
  }
}
