import type { Account } from "../account/account-api.ts";
import type { KeyGroup } from "../components/help-dialog.ts";
import type { DocumentSession } from "../document-session.ts";
import type { EditorSurface } from "../editor/editor-surface.ts";
import { chordOf, shortcutOf } from "../editor/shortcuts.ts";
import { Contributions } from "../plugins/contributions.ts";
import { DocumentPlugins } from "../plugins/document-plugins.ts";
import { GuestName } from "../plugins/guest-name.ts";
import { keyGroups, runChord } from "../plugins/plugin-keys.ts";

/** The plugins' part of a document's page: what they have added, the keys they have taken, and who they work for. */
export class PagePlugins {
  readonly guest: GuestName;
  readonly added = new Contributions(panelContent);

  /**
   * @param changed called when plugins have added, changed or taken away something
   * @param showHelp shows all keys
   * @param account who is signed in: their name is their account's
   */
  constructor(
    changed: () => void,
    readonly showHelp: () => void,
    readonly account: Account | undefined,
  ) {
    this.guest = account === undefined ? new GuestName() : nameOf(account);
    this.added.addEventListener("change", changed);
  }

  /** The plugins' keys, for the list of all keys. */
  get keyGroups(): readonly KeyGroup[] {
    return keyGroups(this.added);
  }

  /** Follows the guest's name and the keyboard until `signal` aborts. */
  listen(session: DocumentSession, signal: AbortSignal): void {
    if (this.account === undefined) this.guest.follow(signal);
    this.guest.addEventListener(
      "change",
      () => {
        session.rename(this.guest.name);
      },
      { signal },
    );
    window.addEventListener(
      "keydown",
      (event) => {
        this.#onKey(event);
      },
      { signal },
    );
  }

  /** Puts the document's plugins to work until `signal` aborts. */
  start(
    documentId: string,
    session: DocumentSession,
    surface: EditorSurface,
    signal: AbortSignal,
  ): void {
    const { guest, added: contributions } = this;
    new DocumentPlugins(
      { documentId, session, surface, guest, contributions },
      signal,
    );
  }

  #onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const chord = chordOf(event);
    const asksForHelp = chord.mod
      ? chord.key === "/"
      : chord.key === "?" && !isWriting(event.target);
    if (asksForHelp) this.showHelp();
    else if (shortcutOf(chord) !== undefined) return;
    else if (!runChord(this.added, chord)) return;
    event.preventDefault();
  }
}

/** A name that only its account's page changes. */
function nameOf({ displayName }: Account): GuestName {
  return new GuestName({
    getItem: () => displayName,
    setItem: () => undefined,
  });
}

function panelContent(): HTMLElement {
  const host = document.createElement("div");
  host.className = "panel-content";
  return host;
}

/** Whether a key pressed at `target` writes something. */
function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea") !== null)
  );
}
