import type { Chord } from "../editor/shortcuts.ts";
import { isChord } from "./chords.ts";
import type { Contributions } from "./contributions.ts";
import type { RunningPlugin } from "./running-plugin.ts";

/** A key that a plugin has taken, and what it does. */
interface PluginKey {
  readonly plugin: RunningPlugin;
  readonly chord: string;
  readonly label: string;
  readonly run: () => unknown;
}

/** Every key that plugins have taken, by command, panel or toolbar button; the first to take one has it. */
function keysOf({
  commands,
  panels,
  buttons,
}: Contributions): readonly PluginKey[] {
  return [
    ...commands.entries.map(({ plugin, value }) => ({
      plugin,
      chord: value.chord,
      label: value.label,
      run: () => value.run(),
    })),
    ...panels.entries.flatMap(({ id, plugin, value: { chord, label } }) =>
      chord === undefined
        ? []
        : [{ plugin, chord, label, run: panels.toggle.bind(panels, id) }],
    ),
    ...buttons.entries.flatMap(({ plugin, value }) =>
      value.chord === undefined || value.isDisabled === true
        ? []
        : [
            {
              plugin,
              chord: value.chord,
              label: value.label,
              run: () => value.onPress(),
            },
          ],
    ),
  ];
}

/** Does what the chord is for, and says whether it is for anything. */
export function runChord(added: Contributions, pressed: Chord): boolean {
  const key = keysOf(added).find(({ chord }) => isChord(chord, pressed));
  key?.plugin.run(`doing “${key.label}”`, key.run);
  return key !== undefined;
}

/** The plugins' keys for the list of all keys, a group for each plugin that has some. */
export function keyGroups(added: Contributions): readonly {
  readonly title: string;
  readonly keys: readonly { readonly chord: string; readonly label: string }[];
}[] {
  const groups = new Map<string, PluginKey[]>();
  for (const key of keysOf(added))
    groups.set(key.plugin.title, [
      ...(groups.get(key.plugin.title) ?? []),
      key,
    ]);
  return [...groups].map(([title, keys]) => ({ title, keys }));
}
