import Delta from "quill-delta";
import { expect, it, vi } from "vitest";
import { Browser, joined } from "../testing/browser.ts";
import { pluginChannel } from "./channel.ts";
import { type Problem, RunningPlugin } from "./running-plugin.ts";

const facts = {
  name: "chat",
  title: "Chat",
  version: undefined,
  module: "/plugins/chat/1/plugin.js",
  stylesheet: undefined,
  switchable: true,
};

function setUp(): {
  plugin: RunningPlugin;
  problems: Problem[];
  browser: Browser;
} {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const problems: Problem[] = [];
  const plugin = new RunningPlugin(facts, (problem) => problems.push(problem));
  return { plugin, problems, browser: new Browser() };
}

it("tells of the connection, sends while there is one, and takes in what is for its plugin", async () => {
  const { plugin, browser } = setUp();
  const { session } = await browser.tab();
  const channel = pluginChannel(plugin, session, () => 0);
  const opens: boolean[] = [];
  const heard: unknown[] = [];
  channel.onOpen((isOpen) => opens.push(isOpen));
  channel.onMessage((body, by) => heard.push([body, by]));
  expect(channel.send("too early")).toBe(false);
  const socket = browser.sockets.last;
  socket.open();
  socket.say(joined({ content: new Delta().insert("text\n") }));
  expect(channel.isOpen).toBe(true);
  expect(channel.send({ text: "hi" })).toBe(true);
  expect(socket.sent.at(-1)).toEqual({
    type: "plugin",
    plugin: "chat",
    body: { text: "hi" },
  });
  socket.say({ type: "plugin", plugin: "search", body: 1 });
  socket.say({ type: "plugin", plugin: "chat", body: 2, session: "s2" });
  expect(heard).toEqual([[2, "s2"]]);
  socket.fail(1006);
  expect(opens).toEqual([false, true, false]);
  plugin.end();
  browser.reconnected().say(joined({ revision: 7 }));
  expect(opens).toEqual([false, true, false]);
  expect(channel.send(1)).toBe(false);
});

it("a listener that throws is its plugin's problem, and hears the next message", async () => {
  const { plugin, problems, browser } = setUp();
  const { session } = await browser.liveTab();
  let heard = 0;
  pluginChannel(plugin, session).onMessage(() => {
    heard += 1;
    throw new Error("cannot read this");
  });
  browser.sockets.last.say({ type: "plugin", plugin: "chat", body: 1 });
  browser.sockets.last.say({ type: "plugin", plugin: "chat", body: 2 });
  expect(heard).toBe(2);
  expect(problems[0]?.message).toBe("cannot read this");
  expect(session.state.type).toBe("live");
});

it("keeps from the connection what would end it", async () => {
  const { plugin, problems, browser } = setUp();
  const { session } = await browser.liveTab();
  let now = 0;
  const channel = pluginChannel(plugin, session, () => now);
  expect(() => channel.send(undefined)).toThrow("must be JSON");
  expect(() => channel.send(() => 1)).toThrow("must be JSON");
  expect(() => channel.send("x".repeat(300_000))).toThrow("at most");
  expect(channel.send(null)).toBe(true);
  for (let sent = 1; sent < 500; sent += 1) expect(channel.send(0)).toBe(true);
  expect(channel.send(0)).toBe(false);
  expect(problems[0]?.message).toContain("100 a second");
  now = 1000;
  expect(channel.send(0)).toBe(true);
});

it("what a listener gets wrong later, in a promise, is its plugin's problem", async () => {
  const { plugin, problems, browser } = setUp();
  const { session } = await browser.tab();
  const later = (): unknown => Promise.reject(new Error("lost the thread"));
  pluginChannel(plugin, session, () => 0).onOpen(later);
  await new Promise(setImmediate);
  expect(problems.map(({ message }) => message)).toEqual(["lost the thread"]);
});
