/**
 * All that a session needs of the world around it, as narrow interfaces: time, chance, the network and sockets.
 * `browser.ts` has the browser's; tests bring their own.
 */
export interface Environment {
  readonly clock: Clock;
  readonly random: Random;
  readonly network: Network;
  readonly connect: SocketFactory;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `task` once, `delayMs` milliseconds from now, unless the returned function is called before. */
  schedule(delayMs: number, task: () => void): Cancel;
}

export type Cancel = () => void;

/** A number from 0 (inclusive) to 1 (exclusive), unpredictable enough to make an id of. */
export type Random = () => number;

/** `visible`: the tab came to the front again. */
export type NetworkEvent = "online" | "offline" | "visible";

export interface Network {
  /** False only when the device is sure to have no network. */
  readonly online: boolean;
  listen(listener: (event: NetworkEvent) => void): Cancel;
}

/** A WebSocket being opened or open. */
export interface Socket {
  /** Sends a text frame; does nothing unless the socket is open. */
  send(frame: string): void;
  /** Closes it. The listener may still be told of what had arrived. */
  close(): void;
}

export interface SocketListener {
  opened(): void;
  received(frame: string): void;
  /** The last call; `code` is 1006 when the connection broke or never came about. */
  closed(code: number, reason: string): void;
}

/** Starts opening a WebSocket to `url`; tells `listener` later, never before it returns. */
export type SocketFactory = (url: string, listener: SocketListener) => Socket;

const ID_CHARACTERS =
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** An id that no one else has: 22 letters and digits, some 130 bits. */
export function newId(random: Random): string {
  return Array.from({ length: 22 }, () =>
    ID_CHARACTERS.charAt(Math.floor(random() * ID_CHARACTERS.length)),
  ).join("");
}
