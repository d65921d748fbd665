import type {
  Banner,
  EmbedFormat,
  KeyboardCommand,
  ListColumn,
  SidePanel,
  ToolbarButton,
} from "./plugin-api.ts";

/** What a member of something that a plugin adds must be. */
interface Kind {
  /** In words. */
  readonly expected: string;
  readonly is: (value: unknown) => boolean;
}

/** Something that plugins add, and what each of its members must be. */
export interface Form<T> {
  /** With its article. */
  readonly name: string;
  readonly members: { readonly [Member in keyof T]-?: Kind };
}

const text: Kind = {
  expected: "a text",
  is: (value) => typeof value === "string",
};

const flag: Kind = {
  expected: "true or false",
  is: (value) => typeof value === "boolean",
};

const number: Kind = {
  expected: "a number",
  is: (value) => typeof value === "number",
};

const call: Kind = {
  expected: "a function",
  is: (value) => typeof value === "function",
};

const icon: Kind = {
  expected: "an object with texts as its paths",
  is: (value) => {
    const paths = memberOf(value, "paths");
    return Array.isArray(paths) && paths.every(text.is);
  },
};

const action: Kind = {
  expected: "an object with label and onPress",
  is: (value) =>
    text.is(memberOf(value, "label")) && call.is(memberOf(value, "onPress")),
};

export const BUTTON: Form<ToolbarButton> = {
  name: "a toolbar button",
  members: {
    label: text,
    icon,
    chord: optional(text),
    isPressed: optional(flag),
    isDisabled: optional(flag),
    onPress: call,
  },
};

export const PANEL: Form<SidePanel> = {
  name: "a panel",
  members: {
    label: text,
    icon,
    chord: optional(text),
    render: call,
    onToggle: optional(call),
    badge: optional(number),
  },
};

export const BANNER: Form<Banner> = {
  name: "a banner",
  members: { text, action: optional(action) },
};

export const COMMAND: Form<KeyboardCommand> = {
  name: "a command",
  members: { chord: text, label: text, run: call },
};

export const EMBED: Form<EmbedFormat> = {
  name: "an embed",
  members: { type: text, render: call, describe: call },
};

export const COLUMN: Form<ListColumn> = {
  name: "a column",
  members: { label: text, values: call },
};

/**
 * Throws unless `value` has the form: a plugin in plain JavaScript is held to no types, and what it adds is drawn by the
 * page, whose own rendering would fail of it.
 */
export function requireForm<T extends object>(form: Form<T>, value: T): void {
  const kinds: readonly (readonly [string, Kind])[] = Object.entries(
    form.members,
  );
  for (const [member, { expected, is }] of kinds) {
    const found = memberOf(value, member);
    if (!is(found))
      throw new Error(
        `${form.name} has ${expected} as its ${member}, got ${typeof found}`,
      );
  }
}

function optional({ expected, is }: Kind): Kind {
  return {
    expected: `${expected}, or nothing,`,
    is: (value) => value === undefined || is(value),
  };
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Reflect.get(value, name)
    : undefined;
}
