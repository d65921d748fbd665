import type { DocumentSession } from "../document-session.ts";
import type { PluginChannel } from "./plugin-api.ts";
import type { RunningPlugin } from "./running-plugin.ts";

/** The longest message a plugin may send, in characters of JSON: the connection is its writer's, too. */
const MAX_CHARS = 256 * 1024;

/** How many messages a plugin may send at once after a pause, and how many a second, on average. */
const BURST = 500;
const PER_SECOND = 100;

/** What a channel needs of a session. */
export type ChannelSession = Pick<
  DocumentSession,
  "seat" | "sendToPlugin" | "addEventListener"
>;

/** The way to a plugin's server half over its document's connection, within limits that keep that connection well. */
export function pluginChannel(
  plugin: RunningPlugin,
  session: ChannelSession,
  now: () => number = () => performance.now(),
): PluginChannel {
  const { name, signal } = plugin;
  const mayGo = limiter(now);
  return {
    get isOpen() {
      return !signal.aborted && session.seat !== undefined;
    },
    send: (body) => {
      requireMessage(body);
      if (signal.aborted || session.seat === undefined) return false;
      if (!mayGo()) {
        plugin.complain(
          "sending messages",
          new Error(`it sends more than ${PER_SECOND} a second`),
        );
        return false;
      }
      return session.sendToPlugin(name, body);
    },
    onMessage: (listener) => {
      session.addEventListener(
        "plugin",
        ({ detail }) => {
          if (detail.plugin !== name) return;
          const { body, session: by } = detail;
          plugin.run("taking in a message", () => listener(body, by));
        },
        { signal },
      );
    },
    onOpen: (listener) => {
      const tell = (): void => {
        plugin.run("following the connection", () =>
          listener(session.seat !== undefined),
        );
      };
      session.addEventListener("seat", tell, { signal });
      tell();
    },
  };
}

/** Throws unless `body` can be sent: the server ends the connection of who says something else. */
function requireMessage(body: unknown): void {
  // What is no JSON at all, such as a function, becomes null in a list.
  const text = JSON.stringify([body]);
  const { length } = text;
  if (body !== null && text === "[null]")
    throw new Error("a message must be JSON");
  if (length > MAX_CHARS)
    throw new Error(
      `a message has at most ${MAX_CHARS} characters; this one has ${length}`,
    );
}

function limiter(now: () => number): () => boolean {
  let left = BURST;
  let last = now();
  return () => {
    const time = now();
    left = Math.min(BURST, left + ((time - last) / 1000) * PER_SECOND);
    last = time;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
