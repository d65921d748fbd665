import { describe, expect, it, vi } from "vitest";
import { Contributions } from "./contributions.ts";
import type { PluginModule } from "./plugin-api.ts";
import { PluginSet, type PluginHost, type Wanted } from "./plugin-set.ts";
import type { RunningPlugin } from "./running-plugin.ts";

const nothing = (): void => undefined;

function wanted(name: string, hash = "1"): Wanted {
  const module = `/plugins/${name}/${hash}/plugin.js`;
  const title = name.toUpperCase();
  const version = "1.0";
  return {
    name,
    title,
    version,
    module,
    stylesheet: undefined,
    switchable: true,
  };
}

/** A page without a document: what it is given to activate, it activates with the contributions. */
class Page {
  readonly contributions = new Contributions(() => {
    const host: HTMLElement = Object.create(null);
    return host;
  });
  readonly active: RunningPlugin[] = [];
  readonly left = new AbortController();
  readonly set: PluginSet;
  #modules: Readonly<Record<string, () => unknown>> = {};

  constructor(host: Partial<PluginHost> = {}) {
    vi.spyOn(console, "warn").mockImplementation(nothing);
    this.set = new PluginSet(
      {
        load: (url) => Promise.resolve().then(() => this.#load(url)),
        link: nothing,
        origin: "https://example.org",
        report: this.contributions.report,
        activate: (plugin, module) => {
          this.active.push(plugin);
          return this.activate(plugin, module);
        },
        ...host,
      },
      this.left.signal,
    );
  }

  activate: (plugin: RunningPlugin, module: PluginModule) => unknown = nothing;

  async run(
    modules: Readonly<Record<string, () => unknown>>,
    plugins = Object.keys(modules).map((name) => wanted(name)),
  ): Promise<void> {
    this.#modules = modules;
    this.set.sync(plugins);
    await new Promise(setImmediate);
  }

  problems(): readonly string[] {
    return this.contributions.problems.map(
      ({ plugin, doing, message }) => `${plugin} ${doing}: ${message}`,
    );
  }

  #load(url: string): unknown {
    const name = /plugins\/([^/]+)\//.exec(url)?.[1] ?? "";
    return this.#modules[name]?.();
  }
}

const good = (): unknown => ({ activateDocument: nothing });
const broken = (words: string) => (): never => {
  throw new Error(words);
};

describe("a page's plugins", () => {
  it("a module that cannot be loaded costs its own plugin", async () => {
    const page = new Page();
    await page.run({ bad: broken("no such file"), fine: good });
    expect(page.problems()).toEqual(["BAD loading: no such file"]);
    expect(page.active.map(({ name }) => name)).toEqual(["fine"]);
  });

  it("a module that exports nothing to start is one that cannot be loaded", async () => {
    const page = new Page();
    await page.run({ odd: () => ({ activate: 1 }), none: () => undefined });
    expect(page.problems()).toHaveLength(2);
    expect(page.problems()[0]).toContain("exports neither");
  });

  it("a module of another server is not asked for", async () => {
    const load = vi.fn(() => Promise.resolve({ activateDocument: nothing }));
    const page = new Page({ load });
    await page.run({}, [
      { ...wanted("far"), module: "https://elsewhere.example/plugin.js" },
    ]);
    expect(load).not.toHaveBeenCalled();
    expect(page.problems()[0]).toContain("on another server");
  });

  it("what it throws when it is started, at once or later, is its own problem", async () => {
    const page = new Page();
    page.activate = ({ name }) => {
      if (name === "late") return Promise.reject(new Error("later"));
      if (name === "soon") throw new Error("at once");
      return undefined;
    };
    await page.run({ late: good, soon: good, fine: good });
    expect([...page.problems()].sort()).toEqual([
      "LATE starting: later",
      "SOON starting: at once",
    ]);
    expect(page.active).toHaveLength(3);
  });

  it("ends when it is wanted no more, when its module is another, and with the page", async () => {
    const page = new Page();
    const modules = { a: good, b: good, c: good };
    await page.run(modules);
    const [a, b, c] = page.active;
    await page.run(modules, [wanted("b", "2"), wanted("c")]);
    expect(a?.signal.aborted).toBe(true);
    expect(b?.signal.aborted).toBe(true);
    expect(c?.signal.aborted).toBe(false);
    expect(page.active.at(-1)?.facts.module).toBe("/plugins/b/2/plugin.js");
    page.left.abort();
    expect(page.active.every(({ signal }) => signal.aborted)).toBe(true);
  });

  it("one that was ended while it was loaded is not started", async () => {
    const page = new Page();
    page.set.sync([wanted("slow")]);
    page.set.sync([]);
    await page.run({ slow: good }, []);
    expect(page.active).toEqual([]);
    expect(page.problems()).toEqual([]);
  });
});

describe("what plugins add", () => {
  it("stands in the server's order, however long each takes, and goes with its plugin", async () => {
    const page = new Page();
    page.activate = (plugin) =>
      page.contributions.buttons.add(plugin, {
        label: plugin.name,
        icon: { paths: [] },
        onPress: nothing,
      });
    await page.run({ z: good, a: good });
    const labels = (): readonly string[] =>
      page.contributions.buttons.entries.map(({ value }) => value.label);
    page.contributions.arrange(["a", "z"]);
    expect(labels()).toEqual(["a", "z"]);
    page.set.sync([wanted("z")]);
    expect(labels()).toEqual(["z"]);
  });

  it("a panel is drawn once, when it is opened first; what it throws is shown in it", async () => {
    const page = new Page();
    const render = vi.fn(broken("no panel today"));
    const toggled: boolean[] = [];
    page.activate = (plugin) =>
      page.contributions.panels.add(plugin, {
        label: "Panel",
        icon: { paths: [] },
        render,
        onToggle: (isOpen) => {
          toggled.push(isOpen);
        },
      });
    await page.run({ one: good });
    const { panels } = page.contributions;
    const id = panels.entries[0]?.id ?? "";
    expect(render).not.toHaveBeenCalled();
    panels.toggle(id);
    panels.toggle(id);
    panels.toggle(id);
    expect(render).toHaveBeenCalledTimes(1);
    expect(toggled).toEqual([true, false, true]);
    expect(panels.current?.problem?.message).toBe("no panel today");
    expect(page.problems()).toEqual([]);
    page.set.sync([]);
    expect(panels.current).toBeUndefined();
  });

  it("a panel that fails later, in a promise, says so in the panel", async () => {
    const page = new Page();
    page.activate = (plugin) => {
      page.contributions.panels.add(plugin, {
        label: "Dreams",
        icon: { paths: [] },
        render: nothing,
        onToggle: (): unknown => Promise.reject(new Error("slept through it")),
      });
    };
    await page.run({ one: good });
    const { panels } = page.contributions;
    panels.toggle(panels.entries[0]?.id ?? "");
    await new Promise(setImmediate);
    expect(panels.current?.problem?.message).toBe("slept through it");
    expect(page.problems()).toEqual([]);
  });

  it("of two panels one is open; a badge and a handle change it in place", async () => {
    const page = new Page();
    const handles = new Map<
      string,
      ReturnType<Contributions["panels"]["add"]>
    >();
    page.activate = (plugin) => {
      const icon = { paths: [] };
      const panel = { label: plugin.name, icon, render: nothing };
      handles.set(plugin.name, page.contributions.panels.add(plugin, panel));
    };
    await page.run({ one: good, two: good });
    handles.get("one")?.open();
    handles.get("two")?.open();
    expect(handles.get("one")?.isOpen).toBe(false);
    expect(page.contributions.panels.current?.value.label).toBe("two");
    handles.get("one")?.update({ badge: 3 });
    expect(page.contributions.panels.entries[0]?.value.badge).toBe(3);
    handles.get("two")?.remove();
    expect(page.contributions.panels.current).toBeUndefined();
  });

  it("cannot be added once the plugin has ended", async () => {
    const page = new Page();
    await page.run({ one: good });
    const [plugin] = page.active;
    page.set.sync([]);
    expect(plugin).toBeDefined();
    if (plugin)
      expect(() =>
        page.contributions.banners.add(plugin, { text: "still here" }),
      ).toThrow("has ended");
    expect(page.contributions.banners.entries).toEqual([]);
  });

  it("the same trouble again and again is told once", async () => {
    const page = new Page();
    await page.run({ one: good });
    let changes = 0;
    page.contributions.addEventListener("change", () => {
      changes += 1;
    });
    for (let times = 0; times < 100; times += 1)
      page.active[0]?.run("following a change", broken("oh no"));
    expect(page.problems()).toEqual(["ONE following a change: oh no"]);
    expect(changes).toBe(1);
    page.contributions.dismiss("ONE");
    expect(page.problems()).toEqual([]);
  });
});
