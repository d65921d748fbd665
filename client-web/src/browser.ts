import type {
  Clock,
  Environment,
  Network,
  Random,
  Socket,
  SocketFactory,
  SocketListener,
} from "./environment.ts";
import { IndexedDbStorage } from "./indexed-db-storage.ts";
import { SUBPROTOCOL } from "./protocol.ts";
import type { Device } from "./device.ts";
import type { Claims, SessionStorage } from "./storage.ts";

/** The world as a browser has it: what a session uses unless it is given something else. */

export const browserClock: Clock = {
  now: () => Date.now(),
  schedule: (delayMs, task) => {
    const timer = setTimeout(task, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};

export const browserRandom: Random = () => {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  return value / 2 ** 32;
};

export const browserNetwork: Network = {
  get online() {
    return navigator.onLine;
  },
  listen: (listener) => {
    const listening = new AbortController();
    const { signal } = listening;
    for (const event of ["online", "offline"] as const) {
      window.addEventListener(
        event,
        () => {
          listener(event);
        },
        { signal },
      );
    }
    document.addEventListener(
      "visibilitychange",
      () => {
        if (document.visibilityState === "visible") {
          listener("visible");
        }
      },
      { signal },
    );
    return () => {
      listening.abort();
    };
  },
};

/** What this client uses of a WebSocket, the browser's or another. */
export interface WebSocketLike {
  readonly readyState: number;
  addEventListener(type: "open", listener: () => void): void;
  addEventListener(
    type: "message",
    listener: (event: { readonly data: unknown }) => void,
  ): void;
  addEventListener(
    type: "close",
    listener: (event: {
      readonly code: number;
      readonly reason: string;
    }) => void,
  ): void;
  send(frame: string): void;
  close(): void;
}

/** Sockets made by `open`: a WebSocket to that URL with that subprotocol. */
export function webSockets(
  open: (url: string, subprotocol: string) => WebSocketLike,
): SocketFactory {
  return (url, listener) => listenTo(open(url, SUBPROTOCOL), listener);
}

export const browserSockets = webSockets(
  (url, subprotocol) => new WebSocket(url, subprotocol),
);

export const browserEnvironment: Environment = {
  clock: browserClock,
  random: browserRandom,
  network: browserNetwork,
  connect: browserSockets,
};

/** The WebSocket origin of the page's own server. */
export function pageOrigin(): string {
  return location.origin.replace(/^http/, "ws");
}

const OPEN = 1;

function listenTo(socket: WebSocketLike, listener: SocketListener): Socket {
  socket.addEventListener("open", () => {
    listener.opened();
  });
  socket.addEventListener("message", ({ data }) => {
    // The protocol has no binary frames: an empty text is refused like any other that is no JSON.
    listener.received(typeof data === "string" ? data : "");
  });
  // A socket that fails is always closed, too, and a browser tells no more of an error than that.
  socket.addEventListener("close", ({ code, reason }) => {
    listener.closed(code, reason);
  });
  return {
    send: (frame) => {
      if (socket.readyState === OPEN) {
        socket.send(frame);
      }
    },
    close: () => {
      socket.close();
    },
  };
}

/** One claim is one Web Lock: it ends with its tab, however the tab ends. */
export const webLockClaims: Claims = {
  claim: ({ documentId, slot }) =>
    new Promise((resolve, reject) => {
      navigator.locks
        .request(
          `scriptorium:${documentId}:${slot}`,
          { ifAvailable: true },
          (lock) => {
            if (lock === null) {
              resolve(undefined);
              return undefined;
            }
            return new Promise<void>((release) => {
              resolve(release);
            });
          },
        )
        .catch(reject);
    }),
};

/** A device that keeps nothing, and says why whenever it is asked to. */
function noStorage(reason: string): SessionStorage {
  const refuse = () => Promise.reject(new Error(reason));
  return {
    replicas: () => Promise.resolve([]),
    write: refuse,
    remove: () => Promise.resolve(),
    putAside: refuse,
    drafts: () => Promise.resolve([]),
    discardDraft: () => Promise.resolve(),
    records: () => Promise.resolve([]),
    documentsWithDrafts: () => Promise.resolve(new Set()),
  };
}

/** Claims for a device that keeps nothing: there is nothing that another tab could take. */
const freeClaims: Claims = {
  claim: () => Promise.resolve(() => undefined),
};

/**
 * Storage, and the claims that keep two tabs from using one replica. Without Web Locks (a page that was not
 * loaded over HTTPS) two tabs could, so nothing is stored then.
 *
 * @param owner the account whose edits and documents these are: each has a store of its own, so that nobody sees, or
 *     sends as theirs, what another person of the same browser has left there. Empty on a server without accounts
 */
export function browserDevice(owner = ""): Device {
  return "locks" in navigator
    ? {
        storage: new IndexedDbStorage(
          owner === "" ? "scriptorium" : `scriptorium-${owner}`,
        ),
        claims: webLockClaims,
      }
    : {
        storage: noStorage("the page was not loaded over HTTPS"),
        claims: freeClaims,
      };
}
