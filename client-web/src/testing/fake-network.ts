import type {
  Cancel,
  Network,
  NetworkEvent,
  Socket,
  SocketListener,
} from "../environment.ts";
import type { ServerMessage } from "../protocol.ts";

/** A network that is on or off as the test says. */
export class FakeNetwork implements Network {
  online = true;
  readonly #listeners = new Set<(event: NetworkEvent) => void>();

  listen(listener: (event: NetworkEvent) => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(event: NetworkEvent): void {
    if (event !== "visible") {
      this.online = event === "online";
    }
    this.#listeners.forEach((listener) => {
      listener(event);
    });
  }
}

/** The far end of one socket: what the client sent there, and what the test answers. */
export class FakeSocket implements Socket {
  readonly sent: unknown[] = [];
  isClosed = false;

  constructor(
    readonly url: string,
    readonly listener: SocketListener,
  ) {}

  send(frame: string): void {
    this.sent.push(JSON.parse(frame));
  }

  close(): void {
    this.isClosed = true;
  }

  open(): void {
    this.listener.opened();
  }

  /** The server says `message`. */
  say(message: ServerMessage): void {
    this.listener.received(
      JSON.stringify(message, (_key, value: unknown) =>
        isDelta(value) ? value.ops : value,
      ),
    );
  }

  /** The server says what is wrong, and closes. */
  fail(code: number, error?: string): void {
    if (error !== undefined) {
      this.say({ type: "error", code: error, message: `${error}, in words` });
    }
    this.listener.closed(code, "");
  }
}

function isDelta(value: unknown): value is { readonly ops: unknown } {
  return typeof value === "object" && value !== null && "ops" in value;
}

/** Every socket that a session opened, in order. */
export class FakeSockets {
  readonly all: FakeSocket[] = [];

  readonly connect = (url: string, listener: SocketListener): Socket => {
    const socket = new FakeSocket(url, listener);
    this.all.push(socket);
    return socket;
  };

  /** The newest socket. */
  get last(): FakeSocket {
    const last = this.all.at(-1);
    if (!last) {
      throw new Error("no socket was opened");
    }
    return last;
  }
}
