import type { Backoff } from "./backoff.ts";
import type { Closed } from "./close-meaning.ts";
import { closeMeaning } from "./close-meaning.ts";
import type {
  Cancel,
  Environment,
  NetworkEvent,
  Socket,
} from "./environment.ts";
import type { ClientMessage, ServerMessage } from "./protocol.ts";
import { decode, encode, ProtocolError } from "./protocol.ts";

/** Where a connection stands. */
export type ConnectionPhase =
  | { readonly type: "connecting" }
  | { readonly type: "joined" }
  /** Lost; the next attempt comes by itself after `retryInMs` milliseconds. */
  | { readonly type: "waiting"; readonly retryInMs: number }
  | { readonly type: "stopped" };

/** Whom a connection tells. */
export interface ConnectionListener {
  /** The `join` to begin with; asked at each attempt. */
  join(): ClientMessage;
  received(message: ServerMessage): void;
  /** One connection ended; the next attempt is already decided on. */
  closed(closed: Closed): void;
  phase(phase: ConnectionPhase): void;
}

/** The durations of a connection, in milliseconds. */
export const TIMES = {
  /** From the attempt to the server's `joined`. */
  join: 20_000,
  /** Silence after which a `ping` asks whether the server is there. */
  silence: 15_000,
  /** How long the answer to a `ping` may take. */
  pong: 10_000,
  /** The same, when the network or the tab has just changed: such a connection is often dead. */
  quickPong: 3_000,
  /** How long a connection must hold for its loss to count as a first one. */
  stable: 5_000,
} as const;

/**
 * A connection to one document that comes back by itself: it joins, notices a dead line by its own pings, and
 * connects again after a wait (at once, when the network or the tab comes back) until it is stopped or refused.
 */
export class Connection {
  #phase: ConnectionPhase = { type: "stopped" };
  #line: Line | undefined;
  #cancelRetry: Cancel = () => undefined;
  #stopListening: Cancel = () => undefined;

  constructor(
    readonly url: string,
    readonly environment: Environment,
    readonly backoff: Backoff,
    readonly listener: ConnectionListener,
  ) {}

  get phase(): ConnectionPhase {
    return this.#phase;
  }

  start(): void {
    this.#stopListening = this.environment.network.listen((event) => {
      this.#networkChanged(event);
    });
    this.#connect();
  }

  /** Closes the line for good and tells nobody. */
  stop(): void {
    this.#stopListening();
    this.#cancelRetry();
    this.#line?.abandon();
    this.#line = undefined;
    this.#phase = { type: "stopped" };
  }

  /** Sends `message` if the line is up, and says whether it was; a lost edit is made up for by the resume. */
  send(message: ClientMessage): boolean {
    if (this.#phase.type !== "joined" || this.#line === undefined) {
      return false;
    }
    this.#line.send(message);
    return true;
  }

  /** Joins once more on a new line, at once: the join has something new to say. */
  renew(): void {
    if (this.#line !== undefined) {
      const wasJoined = this.#phase.type === "joined";
      this.#line.abandon();
      this.#connect();
      this.listener.closed({ code: 1000, wasJoined });
    }
  }

  /** Gives up the line as it is and, after a wait, connects anew. */
  reconnect(): void {
    if (this.#line !== undefined) {
      this.#line.abandon();
      this.#ended({ code: 1000, wasJoined: this.#phase.type === "joined" });
    }
  }

  #connect(): void {
    this.#cancelRetry();
    this.#enter({ type: "connecting" });
    this.#line = new Line(this.url, this.environment, {
      opened: () => this.listener.join(),
      received: (message) => {
        this.#received(message);
      },
      ended: (closed) => {
        this.#ended(closed);
      },
    });
  }

  #received(message: ServerMessage): void {
    if (message.type === "joined") {
      this.#enter({ type: "joined" });
    }
    this.listener.received(message);
  }

  #ended(closed: Closed): void {
    if ((this.#line?.heldMs() ?? 0) >= TIMES.stable) {
      this.backoff.reset();
    }
    this.#line = undefined;
    const meaning = closeMeaning(closed);
    if (meaning === "refused" || meaning === "refused-for-good") {
      this.stop();
      this.listener.closed(closed);
      return;
    }
    if (meaning === "slow-down") {
      this.backoff.slowDown();
    }
    this.#retryLater();
    this.listener.closed(closed);
  }

  #retryLater(): void {
    const retryInMs = this.backoff.nextMs();
    this.#cancelRetry = this.environment.clock.schedule(retryInMs, () => {
      this.#connect();
    });
    this.#enter({ type: "waiting", retryInMs });
  }

  #networkChanged(event: NetworkEvent): void {
    if (this.#phase.type === "waiting" && event !== "offline") {
      this.backoff.reset();
      this.#connect();
      return;
    }
    this.#line?.check();
    // "offline" is a word of its own to the user, whatever the phase.
    this.listener.phase(this.#phase);
  }

  #enter(phase: ConnectionPhase): void {
    this.#phase = phase;
    this.listener.phase(phase);
  }
}

/** Whom one line tells. */
interface LineListener {
  /** The line is open: the first message, please. */
  opened(): ClientMessage;
  received(message: ServerMessage): void;
  /** The last call, and never after {@link Line.abandon}. */
  ended(closed: Closed): void;
}

/** One socket from its opening to its end. */
class Line {
  readonly #socket: Socket;
  #joinedAt: number | undefined;
  #error: { code: string; message: string } | undefined;
  #cancelWatch: Cancel;
  #over = false;

  constructor(
    url: string,
    readonly environment: Environment,
    readonly listener: LineListener,
  ) {
    this.#cancelWatch = this.#giveUpAfter(TIMES.join);
    this.#socket = environment.connect(url, {
      opened: () => {
        this.#unlessOver(() => {
          this.send(this.listener.opened());
        });
      },
      received: (frame) => {
        this.#unlessOver(() => {
          this.#received(frame);
        });
      },
      closed: (code) => {
        this.#unlessOver(() => {
          this.#end(code);
        });
      },
    });
  }

  /** How long ago the server let this client join, in milliseconds; 0 if it did not. */
  heldMs(): number {
    return this.#joinedAt === undefined
      ? 0
      : this.environment.clock.now() - this.#joinedAt;
  }

  send(message: ClientMessage): void {
    this.#socket.send(encode(message));
  }

  /** Ends the line without a word to its listener. */
  abandon(): void {
    this.#over = true;
    this.#cancelWatch();
    this.#socket.close();
  }

  /** Asks at once whether the server is still there. */
  check(): void {
    if (this.#joinedAt !== undefined) {
      this.#ping(TIMES.quickPong);
    }
  }

  #received(frame: string): void {
    const message = this.#decode(frame);
    if (message === undefined) {
      return;
    }
    if (message.type === "joined") {
      this.#joinedAt = this.environment.clock.now();
    }
    if (message.type === "error") {
      this.#error = message;
    }
    if (this.#joinedAt !== undefined) {
      this.#watch();
    }
    this.listener.received(message);
  }

  #decode(frame: string): ServerMessage | undefined {
    try {
      return decode(frame);
    } catch (error) {
      if (!(error instanceof ProtocolError)) {
        throw error;
      }
      this.#error = { code: "bad_message", message: error.message };
      this.#end(1002);
      return undefined;
    }
  }

  /** Asks for a sign of life once it has been silent for long. */
  #watch(): void {
    this.#cancelWatch();
    this.#cancelWatch = this.environment.clock.schedule(TIMES.silence, () => {
      this.#ping(TIMES.pong);
    });
  }

  #ping(withinMs: number): void {
    this.#cancelWatch();
    this.#cancelWatch = this.#giveUpAfter(withinMs);
    this.send({ type: "ping" });
  }

  #giveUpAfter(delayMs: number): Cancel {
    return this.environment.clock.schedule(delayMs, () => {
      this.#end(1006);
    });
  }

  #end(code: number): void {
    this.abandon();
    this.listener.ended({
      code,
      wasJoined: this.#joinedAt !== undefined,
      ...(this.#error === undefined ? {} : { error: this.#error }),
    });
  }

  #unlessOver(task: () => void): void {
    if (!this.#over) {
      task();
    }
  }
}
