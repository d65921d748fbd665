import type { Cancel, Clock } from "../environment.ts";

interface Alarm {
  readonly at: number;
  readonly task: () => void;
}

/** A clock that stands still until it is told to go on. */
export class ManualClock implements Clock {
  #now = 1_000_000;
  #alarms: readonly Alarm[] = [];

  now(): number {
    return this.#now;
  }

  schedule(delayMs: number, task: () => void): Cancel {
    const alarm = { at: this.#now + delayMs, task };
    this.#alarms = [...this.#alarms, alarm];
    return () => {
      this.#drop(alarm);
    };
  }

  /** Goes on by `ms`, running what falls due in its order. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = this.#alarms
        .filter(({ at }) => at <= end)
        .sort((one, other) => one.at - other.at);
      if (!next) {
        break;
      }
      this.#drop(next);
      this.#now = next.at;
      next.task();
    }
    this.#now = end;
  }

  #drop(alarm: Alarm): void {
    this.#alarms = this.#alarms.filter((other) => other !== alarm);
  }
}
