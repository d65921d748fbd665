import { describe, expect, it, test } from "vitest";
import { runningPlugin } from "../testing/plugin.ts";
import { Contributions } from "./contributions.ts";
import { BANNER, BUTTON, COMMAND, PANEL, requireForm } from "./forms.ts";
import type {
  KeyboardCommand,
  SidePanel,
  ToolbarButton,
} from "./plugin-api.ts";
import { keyGroups, runChord } from "./plugin-keys.ts";

const icon = { paths: ["M4 4h16"] };
const nothing = (): void => undefined;
const button = { label: "Stamp", icon, onPress: nothing };
const panel = { label: "Notes", icon, render: nothing };
const command = { chord: "mod+P", label: "Print", run: nothing };

/** What came out of plain JavaScript, which the compiler takes for anything. */
function untyped(value: object): ToolbarButton & SidePanel & KeyboardCommand {
  const nothing: ToolbarButton & SidePanel & KeyboardCommand =
    Object.create(null);
  return Object.assign(nothing, value);
}

function contributions(): Contributions {
  return new Contributions(() => {
    const host: HTMLElement = Object.create(null);
    return host;
  });
}

describe("what a plugin adds", () => {
  it("is taken as the interface has it, with or without what may be left out", () => {
    for (const chord of [undefined, "mod+shift+F"])
      expect(() => {
        requireForm(BUTTON, { ...button, ...(chord && { chord }) });
        requireForm(PANEL, { ...panel, badge: 3, onToggle: nothing });
        requireForm(BANNER, {
          text: "Look",
          action: { label: "Go", onPress: nothing },
        });
        requireForm(COMMAND, command);
      }).not.toThrow();
  });

  test.each([
    ["without an icon", { label: "Stamp", onPress: nothing }, "icon"],
    ["with paths that are none", { ...button, icon: { paths: [1] } }, "icon"],
    ["without a label", { ...button, label: undefined }, "label"],
    ["with no function to press", { ...button, onPress: "stamp" }, "onPress"],
    ["with keys in a list", { ...button, chord: ["mod", "S"] }, "chord"],
  ])("is refused as a button %s, by name", (_what, value, member) => {
    const added = contributions();
    const { plugin } = runningPlugin();
    expect(() => added.buttons.add(plugin, untyped(value))).toThrow(member);
    expect(added.buttons.entries).toEqual([]);
  });

  it("is refused when it changes into something else, and stays as it was", () => {
    const added = contributions();
    const { plugin } = runningPlugin();
    const handle = added.panels.add(plugin, panel);
    expect(() => {
      handle.update(untyped({ icon: undefined }));
    }).toThrow("a panel has an object with texts as its paths as its icon");
    expect(added.panels.entries[0]?.value).toEqual(panel);
  });

  it("without a key leaves the others' keys and the list of keys as they are", () => {
    const added = contributions();
    const bad = runningPlugin("bad");
    const good = runningPlugin("good");
    let printed = 0;
    expect(() => {
      added.commands.add(bad.plugin, untyped({ label: "?", run: nothing }));
    }).toThrow("a command has a text as its chord, got undefined");
    added.commands.add(good.plugin, {
      ...command,
      run: () => {
        printed += 1;
      },
    });
    const pressed = {
      key: "p",
      code: "KeyP",
      mod: true,
      shift: false,
      alt: false,
    };
    expect(runChord(added, pressed)).toBe(true);
    expect(printed).toBe(1);
    expect(keyGroups(added).map(({ title }) => title)).toEqual(["good"]);
  });
});
