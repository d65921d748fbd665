import type { AddressInfo, Server, Socket } from "node:net";
import { connect, createServer } from "node:net";
import { below } from "../src/testing/random-edits.ts";

/** What a proxy did to the connections that went through it. */
export interface Faults {
  connections: number;
  refusals: number;
  cuts: number;
  ghosts: number;
  stalls: number;
  halfCloses: number;
}

/** The longest time that one chunk of bytes is held back, in milliseconds. */
const DELAY_MS = 15;

/** How long a connection lives before something happens to it, at most, in milliseconds. */
const FAULT_WITHIN_MS = 2_500;

/** How long a stall, and what is left of a connection whose client is gone, lasts at most, in milliseconds. */
const LINGER_MS = 1_500;

/**
 * A TCP proxy that fails on purpose, as its random numbers say: it holds bytes back, refuses, cuts at any byte,
 * stalls one direction, closes one half, and lets bytes of a connection arrive at the server after its client has
 * given it up. After {@link heal} it is faithful.
 */
export class FaultyProxy {
  readonly faults: Faults = {
    connections: 0,
    refusals: 0,
    cuts: 0,
    ghosts: 0,
    stalls: 0,
    halfCloses: 0,
  };
  readonly #target: URL;
  readonly #random: () => number;
  readonly #server: Server;
  readonly #lines = new Set<Line>();
  #isFaulty = true;

  constructor(target: URL, random: () => number) {
    this.#target = target;
    this.#random = random;
    this.#server = createServer((client) => {
      this.#accept(client);
    });
  }

  /** Starts to listen; gives the WebSocket origin that leads through this proxy. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, "127.0.0.1", resolve);
    });
    const address = this.#server.address();
    if (address === null || typeof address === "string") {
      throw new Error("the proxy listens on no port");
    }
    return `ws://127.0.0.1:${port(address)}`;
  }

  /** From now on nothing goes wrong any more. What had gone wrong already is not made good. */
  heal(): void {
    this.#isFaulty = false;
  }

  async close(): Promise<void> {
    this.#lines.forEach((line) => {
      line.cut();
    });
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(client: Socket): void {
    this.faults.connections += 1;
    if (this.#isFaulty && this.#random() < 0.1) {
      this.faults.refusals += 1;
      client.destroy();
      return;
    }
    const { hostname, port: targetPort } = this.#target;
    const server = connect(Number(targetPort || 80), hostname);
    const line: Line = new Line(client, server, () => this.#delayMs());
    this.#lines.add(line);
    line.whenOver(() => this.#lines.delete(line));
    setTimeout(
      () => {
        this.#fail(line);
      },
      below(this.#random, FAULT_WITHIN_MS),
    );
  }

  #delayMs(): number {
    return this.#isFaulty ? below(this.#random, DELAY_MS) : 0;
  }

  #fail(line: Line): void {
    if (!this.#isFaulty || line.isOver) {
      return;
    }
    const lingerMs = below(this.#random, LINGER_MS);
    switch (below(this.#random, 5)) {
      case 0:
        this.faults.cuts += 1;
        line.cut();
        break;
      case 1:
        this.faults.ghosts += 1;
        line.cutClient(lingerMs);
        break;
      case 2:
        this.faults.stalls += 1;
        line.stall(this.#random() < 0.5 ? "up" : "down", lingerMs);
        break;
      case 3:
        this.faults.halfCloses += 1;
        line.halfClose(this.#random() < 0.5 ? "up" : "down");
        break;
      default:
        break;
    }
  }
}

function port(address: AddressInfo): number {
  return address.port;
}

/** `up` is from the client to the server. */
type Direction = "up" | "down";

/** One connection through the proxy. */
class Line {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #up: Pipe;
  readonly #down: Pipe;

  constructor(client: Socket, server: Socket, delayMs: () => number) {
    this.#client = client;
    this.#server = server;
    this.#up = new Pipe(client, server, delayMs);
    this.#down = new Pipe(server, client, delayMs);
    // The server's end ends the client's; the client's end may leave the server with what was under way.
    server.on("close", () => client.destroy());
    client.on("close", () => {
      this.#up.finish();
    });
  }

  get isOver(): boolean {
    return this.#client.destroyed || this.#server.destroyed;
  }

  whenOver(task: () => void): void {
    this.#server.on("close", task);
  }

  cut(): void {
    this.#client.destroy();
    this.#server.destroy();
  }

  /** The client sees the end at once, the server `afterMs` later, with all that had been sent. */
  cutClient(afterMs: number): void {
    this.#up.hold(afterMs);
    this.#client.destroy();
  }

  stall(direction: Direction, forMs: number): void {
    this.#pipe(direction).hold(forMs);
  }

  halfClose(direction: Direction): void {
    this.#pipe(direction).finish();
  }

  #pipe(direction: Direction): Pipe {
    return direction === "up" ? this.#up : this.#down;
  }
}

/** One direction of a connection: chunks in their order, each a little late. */
class Pipe {
  readonly #to: Socket;
  readonly #delayMs: () => number;
  #last: Promise<void> = Promise.resolve();

  constructor(from: Socket, to: Socket, delayMs: () => number) {
    this.#to = to;
    this.#delayMs = delayMs;
    from.on("data", (chunk) => {
      this.hold(this.#delayMs());
      this.#then(() => this.#to.write(chunk));
    });
    from.on("end", () => {
      this.finish();
    });
    // A reset is one way to be cut: the close that follows says all.
    from.on("error", () => undefined);
  }

  /** Everything from now on waits `ms` longer. */
  hold(ms: number): void {
    this.#last = this.#last.then(
      () =>
        new Promise((resolve) => {
          setTimeout(resolve, ms);
        }),
    );
  }

  /** Closes this direction once everything before is through. */
  finish(): void {
    this.#then(() => this.#to.end());
  }

  #then(task: () => unknown): void {
    this.#last = this.#last.then(() => {
      if (!this.#to.destroyed && this.#to.writable) {
        task();
      }
    });
  }
}
