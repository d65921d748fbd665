import type { DocumentSession } from "../document-session.ts";
import { isSignedOut } from "../session-state.ts";
import type { WhoAmI } from "./who-am-i.ts";

/** What of a document's session has to do with who is signed in. */
export type KeptSession = Pick<
  DocumentSession,
  "state" | "reopen" | "addEventListener"
>;

/**
 * Brings an open document back when its person is signed in again: after the sign-in session ended, or gave way to
 * another one, as it does when the password is changed. Anybody else's signing in leaves it as it is: its edits wait
 * on the device.
 *
 * @param owner the account whose document it is; empty on a server without accounts
 */
export function keepSession(
  session: KeptSession,
  owner: string,
  source: Pick<WhoAmI, "who" | "refresh" | "addEventListener">,
  signal: AbortSignal,
): void {
  // A server that refuses whom it says to know must not be asked for ever.
  let hasTried = false;
  const comeBack = (): void => {
    if (signal.aborted || !isSignedOut(session.state)) return;
    if (source.who.type === "signed-out") hasTried = false;
    if (hasTried || ownerOf(source.who) !== owner) return;
    hasTried = true;
    session.reopen();
  };
  session.addEventListener(
    "state",
    ({ detail: { state } }) => {
      if (state.type === "live") hasTried = false;
      if (isSignedOut(state)) void source.refresh().then(comeBack);
    },
    { signal },
  );
  source.addEventListener("change", comeBack, { signal });
}

function ownerOf(who: WhoAmI["who"]): string | undefined {
  switch (who.type) {
    case "signed-in":
      return who.account.id;
    case "everybody":
      return "";
    case "signed-out":
    case "unknown":
      return undefined;
  }
}
