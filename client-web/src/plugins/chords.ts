import type { Chord } from "../editor/shortcuts.ts";

/** Whether `pressed` is the chord that a plugin wrote as `mod+shift+F`, say. */
export function isChord(written: string, pressed: Chord): boolean {
  const parts = written.toLowerCase().split("+");
  // The chord of the plus key itself ends in two of them.
  const key = parts.at(-1) === "" ? "+" : parts.at(-1);
  const modifiers = new Set(parts.slice(0, -1));
  return (
    pressed.mod === modifiers.has("mod") &&
    pressed.alt === modifiers.has("alt") &&
    (pressed.shift === modifiers.has("shift") || isSign(key)) &&
    (pressed.key.toLowerCase() === key || keyOf(pressed.code) === key)
  );
}

/** A sign such as `?` is typed with or without Shift, as the keyboard has it. */
function isSign(key: string | undefined): boolean {
  return key?.length === 1 && !/[a-z0-9]/.test(key);
}

/** The letter or digit on the key, whatever Shift or Option make of it. */
function keyOf(code: string): string | undefined {
  return /^(?:Key|Digit)(.)$/.exec(code)?.[1]?.toLowerCase();
}
