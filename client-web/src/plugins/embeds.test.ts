import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { drawEmbed } from "../editor/embeds.ts";
import { runningPlugin, settled } from "../testing/plugin.ts";
import { addEmbed } from "./document-context.ts";

/** An element reduced to what an embed is drawn with; what is in it is a list of texts. */
function element(): HTMLElement & { readonly shown: readonly unknown[] } {
  const attributes = new Map<string, string>();
  const classes = new Set<string>();
  const made = {
    shown: new Array<unknown>(),
    dataset: {},
    title: "",
    classList: {
      add: (name: string) => classes.add(name),
      remove: (name: string) => classes.delete(name),
      contains: (name: string) => classes.has(name),
    },
    replaceChildren: (...children: readonly unknown[]) => {
      made.shown.splice(0, Infinity, ...children);
    },
    setAttribute: (name: string, value: string) => attributes.set(name, value),
    getAttribute: (name: string) => attributes.get(name),
    removeAttribute: (name: string) => attributes.delete(name),
  };
  const nothing: HTMLElement & { shown: unknown[] } = Object.create(null);
  return Object.assign(nothing, made);
}

const POLL = JSON.stringify({ poll: "tea" });

beforeEach(() => {
  vi.stubGlobal("document", { querySelectorAll: () => [] });
  vi.stubGlobal("CSS", { escape: (text: string) => text });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it("an embed is shown and described by its plugin, and by its type's name without one", () => {
  const { plugin } = runningPlugin();
  const [node, host] = [element(), element()];
  addEmbed(plugin, {
    type: "poll",
    describe: (value) => `Poll: ${String(value)}`,
    render: (value, place) => {
      place.replaceChildren(`[${String(value)}]`);
    },
  });
  drawEmbed(POLL, node, host);
  expect(host.shown).toEqual(["[tea]"]);
  expect(node.getAttribute("aria-label")).toBe("Poll: tea");
  plugin.end();
  drawEmbed(POLL, node, host);
  expect(host.shown).toEqual(["poll"]);
  expect(node.getAttribute("aria-label")).toBeUndefined();
});

it.each([
  [
    "cannot be drawn",
    () => "",
    (): never => {
      throw new Error("no paint");
    },
  ],
  [
    "cannot be drawn, as is found out later",
    () => "",
    () => Promise.reject(new Error("no paint")),
  ],
  [
    "cannot be described",
    (): never => {
      throw new Error("no paint");
    },
    () => undefined,
  ],
])(
  "an embed that %s leaves its type's name, and the notice",
  async (_what, describe, render) => {
    const { plugin, problems } = runningPlugin();
    const [node, host] = [element(), element()];
    addEmbed(plugin, { type: "poll", describe, render });
    drawEmbed(POLL, node, host);
    await settled();
    expect(host.shown).toEqual(["poll"]);
    expect(node.classList.contains("shown")).toBe(false);
    expect(problems).toEqual([
      {
        plugin: "notes",
        doing: "showing a part of type poll",
        message: "no paint",
      },
    ]);
    plugin.end();
  },
);

it("an embed that another plugin shows by now is not taken from it by the late failure of the first", async () => {
  const [slow, quick] = [runningPlugin("slow"), runningPlugin("quick")];
  const [node, host] = [element(), element()];
  let fail: (error: Error) => void = () => undefined;
  const describe = (): string => "Poll";
  addEmbed(slow.plugin, {
    type: "poll",
    describe,
    render: () =>
      new Promise((_, reject) => {
        fail = reject;
      }),
  });
  drawEmbed(POLL, node, host);
  addEmbed(quick.plugin, {
    type: "poll",
    describe,
    render: (_, place) => {
      place.replaceChildren("tea or coffee");
    },
  });
  drawEmbed(POLL, node, host);
  fail(new Error("too late"));
  await settled();
  expect(host.shown).toEqual(["tea or coffee"]);
  expect(slow.problems.map(({ message }) => message)).toEqual(["too late"]);
  for (const { plugin } of [slow, quick]) plugin.end();
});
