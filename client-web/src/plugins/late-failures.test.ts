import Delta from "quill-delta";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { SurfaceEvents } from "../editor/editor-surface.ts";
import { Browser } from "../testing/browser.ts";
import { runningPlugin, settled } from "../testing/plugin.ts";
import { TypedEventTarget } from "../typed-events.ts";
import { pluginChannel } from "./channel.ts";
import { meOf } from "./document-context.ts";
import { editorListening } from "./editor-listening.ts";
import { GuestName } from "./guest-name.ts";

/** What is listened to of an editor, without one. */
class Surface extends TypedEventTarget<SurfaceEvents> {
  tell<Name extends keyof SurfaceEvents>(
    name: Name,
    detail: SurfaceEvents[Name],
  ): void {
    this.emit(name, detail);
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("what a plugin's function rejects later", () => {
  it("is its problem, whatever class its promise is of", async () => {
    const { plugin, problems } = runningPlugin();
    plugin.run("being late", () => Promise.reject(new Error("late")));
    plugin.run("being odd", () => ({
      then: (_: unknown, reject: (error: unknown) => void) => {
        reject(new Error("odd"));
      },
    }));
    plugin.run("being broken", () => ({
      get then(): never {
        throw new Error("broken");
      },
    }));
    expect(problems).toEqual([]);
    await settled();
    const told = problems.map(({ doing, message }) => `${doing}: ${message}`);
    expect(told.sort()).toEqual([
      "being broken: broken",
      "being late: late",
      "being odd: odd",
    ]);
  });

  it("is nobody's problem once it has ended: what it waited for fails by that", async () => {
    const { plugin, problems } = runningPlugin();
    const { signal } = plugin;
    plugin.run(
      "waiting",
      () =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            reject(new Error("aborted"));
          });
        }),
    );
    plugin.end();
    await settled();
    expect(signal.aborted).toBe(true);
    expect(problems).toEqual([]);
  });
});

describe("an async listener that rejects", () => {
  it("to changes, selection, layout or scrolling costs its plugin a notice each, and the others nothing", async () => {
    vi.stubGlobal("window", new EventTarget());
    const surface = new Surface();
    const bad = runningPlugin("bad");
    const good = runningPlugin("good");
    const heard: string[] = [];
    for (const { plugin } of [bad, good]) {
      const hears = (what: string) => async (): Promise<void> => {
        await Promise.resolve();
        heard.push(`${plugin.name} ${what}`);
        if (plugin === bad.plugin) throw new Error(what);
      };
      const { onChange, onSelection, onLayout, onUserScroll } = editorListening(
        plugin,
        surface,
      );
      onChange(hears("change"));
      onSelection(hears("selection"));
      onLayout(hears("layout"));
      onUserScroll(hears("scroll"));
    }
    for (let twice = 0; twice < 2; twice += 1) {
      surface.tell("change", { delta: new Delta(), source: "others" });
      surface.tell("selection", { selection: undefined });
      surface.tell("layout", undefined);
      window.dispatchEvent(new Event("wheel"));
      await settled();
    }
    const all = ["change", "selection", "layout", "scroll"];
    for (const name of ["bad", "good"])
      expect(heard.filter((each) => each.startsWith(name))).toEqual(
        [...all, ...all].map((what) => `${name} ${what}`),
      );
    expect(bad.problems.map(({ message }) => message)).toEqual([
      ...all,
      ...all,
    ]);
    expect(good.problems).toEqual([]);
  });

  it("that is no function at all is noticed when it would be called", () => {
    const { plugin, problems } = runningPlugin();
    const surface = new Surface();
    const noFunction: () => void = Object.create(null);
    editorListening(plugin, surface).onChange(noFunction);
    surface.tell("change", { delta: new Delta(), source: "me" });
    expect(problems.map(({ doing }) => doing)).toEqual(["following a change"]);
  });

  it("to messages costs neither the connection nor the next message", async () => {
    const { plugin, problems } = runningPlugin("chat");
    const browser = new Browser();
    const { session } = await browser.liveTab();
    const heard: unknown[] = [];
    pluginChannel(plugin, session).onMessage(async (body) => {
      heard.push(body);
      await Promise.resolve();
      throw new Error(`cannot read ${String(body)}`);
    });
    for (const body of [1, 2])
      browser.sockets.last.say({ type: "plugin", plugin: "chat", body });
    await settled();
    expect(heard).toEqual([1, 2]);
    expect(problems.map(({ message }) => message)).toEqual([
      "cannot read 1",
      "cannot read 2",
    ]);
    expect(session.state.type).toBe("live");
  });

  it("to who uses the browser does not keep him from taking another name", async () => {
    const { plugin, problems } = runningPlugin();
    const { session } = await new Browser().liveTab();
    const guest = new GuestName(undefined, () => 0);
    const me = meOf(plugin, { session, guest });
    me.onChange(() => Promise.reject(new Error("who?")));
    me.rename("Ada");
    await settled();
    expect(me.name).toBe("Ada");
    expect(problems.map(({ message }) => message)).toEqual(["who?"]);
  });
});
