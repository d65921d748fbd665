import { expect, test } from "vitest";
import { look } from "./look.ts";
import type { World } from "./world.ts";
import type { Writer } from "./writer.ts";

/** What the browser halves of this file's plugins say, by the plugins' names. */
const MODULES: Readonly<Record<string, string>> = {
  notes: `
    export function activateDocument(context) {
      let isPast = false;
      const icon = { paths: ["M4 5h16", "M4 12h16", "M4 19h10"] };
      const panel = context.addPanel({
        label: "Notes", icon, chord: "mod+shift+O", badge: 3,
        render: (host) => {
          const field = document.createElement("textarea");
          field.setAttribute("aria-label", "A note");
          const words = document.createElement("p");
          words.className = "count";
          const count = () => {
            words.textContent = context.editor.text().trim().length + " characters";
          };
          context.editor.onChange(count);
          count();
          host.append(words, field);
        },
        onToggle: (isOpen) => { if (isOpen) panel.update({ badge: 0 }); },
      });
      context.addToolbarButton({
        label: "Stamp", icon,
        onPress: () => {
          context.editor.edit({ ops: [{ insert: "STAMP " }] });
          context.editor.highlight("stamp", [{ index: 0, length: 5 }],
            { background: "light-dark(#ffe9a8, #5a4a10)", underline: "dotted" });
        },
      });
      context.addBanner({ text: "Somebody is taking notes.",
        action: { label: "Look", onPress: () => panel.open() } });
      context.addCommand({ chord: "mod+shift+P", label: "Show the past", run: () => {
        isPast = !isPast;
        const past = { ops: [{ insert: "As it was.\\n" }] };
        context.editor.preview(isPast ? past : undefined);
      } });
      context.addEmbed({ type: "poll", describe: (value) => "Poll: " + value,
        render: (value, host) => { host.textContent = "[poll " + value + "]"; } });
    }`,
  unloadable: "this is no module",
  sleeper: `export function activateDocument() { throw new Error("it did not sleep well"); }`,
  painter: `
    export function activateDocument(context) {
      context.addPanel({ label: "Pictures", icon: { paths: ["M4 4h16v16H4z"] },
        render: () => { throw new Error("the paint has run out"); } });
      context.editor.onChange(() => { throw new Error("cannot follow"); });
    }`,
  latecomer: `
    const late = async (words) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      throw new Error(words);
    };
    export function activateDocument(context) {
      context.addPanel({ label: "Dreams", icon: { paths: ["M4 4h16v16H4z"] },
        render: () => late("woke up too late") });
      context.addEmbed({ type: "dream", describe: () => "A dream",
        render: (value, host) => { host.textContent = "[" + value + "]"; return late("it faded"); } });
      context.editor.onChange(() => late("fell behind"));
      context.addCommand({ label: "a command without a key", run: () => {} });
    }`,
};

const PLUGINS = Object.keys(MODULES).map((name) => ({
  name,
  title: name.charAt(0).toUpperCase() + name.slice(1),
  version: "1.0",
  module: `/plugins/${name}/1/plugin.js`,
  switchable: true,
}));

/** Somebody before a server whose plugins are those of this file, all but the document's text played by the test. */
async function withPlugins(world: World): Promise<Writer> {
  const ann = await world.person();
  const { page } = ann;
  await page.route("**/plugins/*/*/plugin.js", (route) => {
    const name = /plugins\/(\w+)\//.exec(route.request().url())?.[1] ?? "";
    return route.fulfill({
      contentType: "text/javascript",
      body: MODULES[name] ?? "",
    });
  });
  await page.route("**/api/plugins", (route) =>
    route.fulfill({ json: { plugins: PLUGINS } }),
  );
  await page.routeWebSocket(/\/ws\/documents\//, (socket) => {
    let revision = 1;
    socket.onMessage((frame) => {
      const { type, seq } = messageOf(frame.toString());
      if (type === "join") socket.send(JSON.stringify(joined()));
      if (type !== "edit") return;
      revision += 1;
      socket.send(JSON.stringify({ type: "ack", seq, revision }));
    });
  });
  await ann.visit("/d/plugged");
  await ann.writable();
  return ann;
}

function messageOf(frame: string): { type?: unknown; seq?: unknown } {
  const message: unknown = JSON.parse(frame);
  return typeof message === "object" && message !== null ? { ...message } : {};
}

function joined(): unknown {
  return {
    type: "joined",
    session: "s",
    revision: 1,
    head: 1,
    role: "editor",
    document: { id: "plugged", title: "Minutes" },
    plugins: PLUGINS.map(({ name, module }) => ({ name, module })),
    content: [
      { insert: "What was said. " },
      { insert: { poll: "tea or coffee" } },
      { insert: { unheard: 1 } },
      { insert: { dream: "of flying" } },
      { insert: "\nAnd what was not.\n" },
    ],
  };
}

/** Plugins' browser halves, good and bad ones side by side. */
export function extensions(world: () => World): void {
  test("plugins that fail in loading, starting, showing and following cost their own place alone", async () => {
    const ann = await withPlugins(world());
    const { page } = ann;
    await page.getByText("it did not sleep well").waitFor();
    await page.getByText("Unloadable had a problem loading").waitFor();
    await page.getByText("[poll tea or coffee]").waitFor();
    await page.getByText("unheard").waitFor();
    await look(ann, "plugin-problems");
    await ann.button("Pictures").click();
    await page.getByText("the paint has run out").waitFor();
    await look(ann, "plugin-panel-error");
    await ann.button("Dreams").click();
    await page.getByText("woke up too late").waitFor();
    await page
      .locator(".embed-placeholder:not(.shown)")
      .getByText("dream", { exact: true })
      .waitFor();
    await ann.text.focus();
    await ann.type("Typing goes on. ");
    await page.getByText("fell behind").waitFor();
    await ann.seesState("All saved");
    expect(await ann.words()).toContain("Typing goes on. ");
  });

  test("a panel opens by key, takes the focus, follows the text, and gives the focus back", async () => {
    const ann = await withPlugins(world());
    const { page } = ann;
    const button = page.locator(".panel-button[title^='Notes']");
    await button.waitFor();
    expect(await button.getAttribute("aria-label")).toBe("Notes, 3");
    await ann.text.focus();
    await ann.press("Control+Shift+O");
    await expect
      .poll(() =>
        page.evaluate(() => document.activeElement?.getAttribute("aria-label")),
      )
      .toBe("A note");
    expect(await button.getAttribute("aria-label")).toBe("Notes");
    expect(await button.getAttribute("aria-expanded")).toBe("true");
    const before = await page.locator(".count").innerText();
    await page.getByRole("button", { name: "Stamp" }).click();
    await expect
      .poll(() => page.locator(".count").innerText())
      .not.toBe(before);
    await look(ann, "plugin-panel");
    await page.getByLabel("A note").focus();
    await ann.press("Escape");
    expect(await button.getAttribute("aria-expanded")).toBe("false");
    expect(
      await button.evaluate((element) => element === document.activeElement),
    ).toBe(true);
    await ann.press("Control+Z");
  });

  test("a preview stands in place of the document, which cannot be written in meanwhile", async () => {
    const ann = await withPlugins(world());
    await ann.page.getByText("Somebody is taking notes.").waitFor();
    await ann.text.focus();
    await ann.press("Control+Shift+P");
    await ann.page.getByText("As it was.").waitFor();
    expect(await ann.page.getByText("What was said.").isVisible()).toBe(false);
    const bold = ann.page.getByRole("button", { name: "Bold" });
    expect(await bold.getAttribute("aria-disabled")).toBe("true");
    await ann.press("Control+Shift+P");
    await ann.page.getByText("What was said.").waitFor();
    expect(await ann.page.getByText("As it was.").count()).toBe(0);
  });

  test("all keys are listed, the plugins' among them", async () => {
    const ann = await withPlugins(world());
    await ann.page.locator(".panel-button").first().waitFor();
    await ann.press("Control+/");
    await ann.page.getByRole("heading", { name: "Keyboard" }).waitFor();
    await ann.page.getByText("Show the past").waitFor();
    await look(ann, "keys");
  });

  test("the administration page shows how plugins do, in words and pictures", async () => {
    const ann = await world().person();
    let reads = 0;
    await ann.page.route("**/api/admin/plugins", (route) => {
      reads += 1;
      return route.fulfill({ json: reports(reads) });
    });
    await ann.visit("/admin");
    await ann.page.getByText("took longer than 50 ms").first().waitFor();
    await expect.poll(() => reads, { timeout: 20_000 }).toBeGreaterThan(2);
    await ann.page.locator(".sparkline").first().waitFor();
    await look(ann, "admin");
  });
}

function reports(reads: number): unknown {
  const healthy = {
    name: "chat",
    title: "Chat",
    version: "0.1.0",
    switchable: true,
    state: "running",
    since: "2026-11-22T20:00:00Z",
    queue: 2,
    lagDocuments: 1,
    lagRevisions: (reads * 7) % 20,
    hooks: {
      onMessage: { calls: 1204, totalMillis: 804.2, longestMillis: 12.5 },
      onJoin: { calls: 33, totalMillis: 41, longestMillis: 3.1 },
    },
    failures: 0,
    dropped: 0,
    leftoverThreads: [],
  };
  const reason = "review took longer than 50 ms five times in a row";
  const sick = {
    ...healthy,
    name: "spell-check",
    title: "Spell check",
    file: "spell-check-2.1.jar",
    state: "quarantined",
    reason,
    next: "2026-11-23T20:00:00Z",
    queue: 1042,
    lagRevisions: 0,
    failures: 5,
    lastFailure: {
      hook: "review",
      message: "took longer than 50 ms",
      time: "2026-11-22T20:00:00Z",
    },
  };
  const refused = {
    name: "old.jar",
    title: "old.jar",
    state: "refused",
    reason: "built for version 7 of the plugin interface; this server has 1",
  };
  return { plugins: [healthy, sick, refused] };
}
