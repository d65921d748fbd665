import Delta from "quill-delta";
import { describe, expect, it, test } from "vitest";
import { requireEdit } from "../editor/checked-edit.ts";
import { isChord } from "./chords.ts";
import { GuestName } from "./guest-name.ts";
import { addressOf } from "./plugin-context.ts";

class MemoryKeep {
  readonly values = new Map<string, string>();

  getItem(key: string): string | null {
    return this.values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.values.set(key, value);
  }
}

describe("a guest's name", () => {
  it("is drawn once for a device, and is the same at the next visit", () => {
    const keep = new MemoryKeep();
    const first = new GuestName(keep, () => 0.5).name;
    expect(first).toBe("Guest 505");
    expect(new GuestName(keep, () => 0.1).name).toBe(first);
  });

  it("is changed, kept and told of; blanks alone are no name", () => {
    const keep = new MemoryKeep();
    const guest = new GuestName(keep, () => 0);
    let told = 0;
    guest.addEventListener("change", () => {
      told += 1;
    });
    guest.rename("  Ada \n Lovelace ");
    guest.rename("   ");
    guest.rename("Ada Lovelace");
    expect(guest.name).toBe("Ada Lovelace");
    expect(told).toBe(1);
    expect(new GuestName(keep).name).toBe("Ada Lovelace");
    guest.rename("x".repeat(100));
    expect(guest.name).toHaveLength(64);
  });
});

const pressed = { key: "f", code: "KeyF", mod: true, shift: true, alt: false };

test.each([
  ["mod+shift+F", pressed, true],
  ["mod+F", pressed, false],
  ["mod+shift+alt+F", pressed, false],
  ["mod+shift+7", { ...pressed, key: "/", code: "Digit7" }, true],
  ["?", { ...pressed, key: "?", code: "Slash", mod: false }, true],
  [
    "mod+alt+C",
    { ...pressed, key: "ç", code: "KeyC", shift: false, alt: true },
    true,
  ],
])("chord %s", (written, chord, is) => {
  expect(isChord(written, chord)).toBe(is);
});

test("a plugin's requests stay below its own address", () => {
  const at = (path: string): string => addressOf("chat", path, "https://x.org");
  expect(at("messages?limit=2")).toBe("/api/plugins/chat/messages?limit=2");
  expect(at("/messages")).toBe("/api/plugins/chat/messages");
  expect(() => at("../search")).toThrow("leads out");
  expect(() => at("https://elsewhere.org/")).toThrow("leads out");
  expect(() => at("a/../../../documents")).toThrow("leads out");
});

describe("an edit of a plugin's", () => {
  const document = new Delta().insert("a\u{1F600}b\n");

  test.each([
    ["reaches past the end", new Delta().retain(6).insert("x")],
    ["takes the last newline", new Delta().retain(4).delete(1)],
    ["writes after the last newline", new Delta().retain(5).insert("x")],
    ["divides a character", new Delta().retain(2).insert("x")],
    ["deletes half of one", new Delta().retain(1).delete(1)],
    ["inserts half of one", new Delta().insert("\uD83D")],
  ])("that %s is refused before it is made", (_what, change) => {
    expect(() => {
      requireEdit(change, document);
    }).toThrow();
  });

  test.each([
    new Delta(),
    new Delta().insert("x"),
    new Delta().retain(1).delete(2).insert("\u{1F601}"),
    new Delta().retain(5, { bold: true }),
    new Delta().retain(5).insert("more\n"),
  ])("that fits is made: %j", (change) => {
    expect(() => {
      requireEdit(change, document);
    }).not.toThrow();
  });
});
