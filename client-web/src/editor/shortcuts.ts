import type { Block, ToolbarCommand } from "./toolbar-state.ts";

/** What a key can ask for beside the toolbar's commands. */
export type Shortcut =
  | ToolbarCommand
  | { readonly type: "open-link" }
  | { readonly type: "tick" }
  | { readonly type: "go-to-toolbar" };

/** The part of a keyboard event that matters; `mod` is Control, or Command on a Mac. */
export interface Chord {
  readonly key: string;
  readonly code: string;
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

const HEADINGS: Readonly<Record<string, Block>> = {
  Digit0: "text",
  Digit1: "heading1",
  Digit2: "heading2",
  Digit3: "heading3",
};

const LISTS: Readonly<Record<string, Block>> = {
  Digit7: "ordered",
  Digit8: "bullet",
  Digit9: "checklist",
};

const PLAIN: Readonly<Record<string, Shortcut>> = {
  b: { type: "toggle", format: "bold" },
  i: { type: "toggle", format: "italic" },
  u: { type: "toggle", format: "underline" },
  e: { type: "toggle", format: "code" },
  k: { type: "open-link" },
  z: { type: "undo" },
  y: { type: "redo" },
  "\\": { type: "clear" },
  enter: { type: "tick" },
};

const SHIFTED: Readonly<Record<string, Shortcut>> = {
  z: { type: "redo" },
  x: { type: "toggle", format: "strike" },
  q: { type: "block", block: "quote" },
  l: { type: "align", alignment: "left" },
  e: { type: "align", alignment: "center" },
  r: { type: "align", alignment: "right" },
};

/** The shortcut that `chord` is, if it is one. The page "Writing" of the documentation lists them. */
export function shortcutOf(chord: Chord): Shortcut | undefined {
  const { code, mod, shift, alt } = chord;
  const key = chord.key.toLowerCase();
  if (alt && !mod && key === "f10") return { type: "go-to-toolbar" };
  if (!mod) return undefined;
  if (alt && !shift) return asBlock(code === "KeyC" ? "code" : HEADINGS[code]);
  if (alt) return undefined;
  return shift ? (asBlock(LISTS[code]) ?? SHIFTED[key]) : PLAIN[key];
}

function asBlock(block: Block | undefined): Shortcut | undefined {
  return block && { type: "block", block };
}

const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The chord of a keyboard event on this machine. */
export function chordOf(event: KeyboardEvent): Chord {
  return {
    key: event.key,
    code: event.code,
    mod: isMac() ? event.metaKey : event.ctrlKey,
    shift: event.shiftKey,
    alt: event.altKey,
  };
}

/** A chord such as `mod+shift+7` in the words of this machine's keyboard: `Ctrl+Shift+7`, `⌘⇧7`. */
export function chordText(chord: string): string {
  return isMac()
    ? chord.replace("mod+", "⌘").replace("shift+", "⇧").replace("alt+", "⌥")
    : chord
        .replace("mod", "Ctrl")
        .replace("shift", "Shift")
        .replace("alt", "Alt");
}
