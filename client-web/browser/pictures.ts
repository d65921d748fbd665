import Delta from "quill-delta";
import { expect, test } from "vitest";
import { look } from "./look.ts";
import type { World } from "./world.ts";
import { PATIENCE_MS, type Writer } from "./writer.ts";

/** Somebody chooses a picture of `side` pixels, in `color`, on their device and pastes or drops it. */
async function bring(
  person: Writer,
  how: "paste" | "drop",
  color: string,
  side = 40,
): Promise<void> {
  await person.page.evaluate(
    async ([kind, fill, size]) => {
      const canvas = new OffscreenCanvas(size, size);
      const context = canvas.getContext("2d");
      if (context === null) throw new Error("no canvas");
      context.fillStyle = fill;
      context.fillRect(0, 0, size, size);
      const blob = await canvas.convertToBlob({ type: "image/png" });
      const data = new DataTransfer();
      data.items.add(new File([blob], `${fill}.png`, { type: "image/png" }));
      const root = document.querySelector(".ql-editor");
      const { left = 0, top = 0 } = root?.getBoundingClientRect() ?? {};
      const common = { bubbles: true, cancelable: true };
      root?.dispatchEvent(
        kind === "paste"
          ? new ClipboardEvent("paste", { ...common, clipboardData: data })
          : new DragEvent("drop", {
              ...common,
              dataTransfer: data,
              clientX: left + 4,
              clientY: top + 4,
            }),
      );
    },
    [how, color, side] as const,
  );
}

/** Sees so many pictures, each of them loaded. */
async function seesPictures(person: Writer, count: number): Promise<void> {
  await expect
    .poll(
      () =>
        person.text
          .locator("img")
          .evaluateAll(
            (images) =>
              images.filter(
                (image) =>
                  image instanceof HTMLImageElement && image.naturalWidth > 0,
              ).length,
          ),
      { timeout: PATIENCE_MS },
    )
    .toBe(count);
}

async function pasteHtml(person: Writer, html: string): Promise<void> {
  await person.page.evaluate((content) => {
    const data = new DataTransfer();
    data.setData("text/html", content);
    document.querySelector(".ql-editor")?.dispatchEvent(
      new ClipboardEvent("paste", {
        clipboardData: data,
        bubbles: true,
        cancelable: true,
      }),
    );
  }, html);
}

async function start(world: World, title: string): Promise<[string, Writer]> {
  const id = await world.server.create(title);
  const ann = await world.person();
  await ann.open(id);
  await ann.text.focus();
  return [id, ann];
}

/** Pictures in documents: how they come in, who sees them, and what happens without a network. */
export function pictures(world: () => World): void {
  test("a picture that is pasted, dropped or chosen is in the document, for everybody and after a reload", async () => {
    const [id, ann] = await start(world(), "Pictures");
    const ben = await world().person();
    await ben.open(id);
    await bring(ann, "paste", "tomato");
    await seesPictures(ann, 1);
    await ann.type("between");
    await bring(ann, "drop", "steelblue");
    await seesPictures(ann, 2);
    const choosing = ann.page.waitForEvent("filechooser");
    await ann.button("Insert a picture").click();
    const dot =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    await (
      await choosing
    ).setFiles({
      name: "dot.png",
      mimeType: "image/png",
      buffer: Buffer.from(dot, "base64"),
    });
    await seesPictures(ann, 3);
    await seesPictures(ben, 3);
    await ann.seesState("All saved");
    expect(await ann.words()).toContain("between");
    expect(await ann.agrees()).toBe(true);
    await ben.page.reload();
    await ben.writable();
    await seesPictures(ben, 3);
    const { ops } = await world().server.content(id);
    const sources = ops.flatMap(({ insert }) =>
      typeof insert === "object" ? [String(insert["image"])] : [],
    );
    expect(new Set(sources).size).toBe(3);
    for (const source of sources)
      expect(source).toMatch(
        new RegExp(`^/api/documents/${id}/attachments/[0-9a-f]{64}$`),
      );
  });

  test("a picture is selected, described and resized by keyboard, and undo takes that back", async () => {
    const [, ann] = await start(world(), "Described");
    await bring(ann, "paste", "seagreen", 900);
    await seesPictures(ann, 1);
    await ann.text.focus();
    await ann.caret(0);
    await ann.press("Shift+ArrowRight");
    await ann.button("Describe the picture").focus();
    await ann.press("Enter");
    await look(ann, "picture-panel");
    await ann.page.getByLabel("What it shows").fill("A green field");
    await ann.page.getByLabel("Small").check();
    await ann.press("Enter");
    const picture = ann.text.getByRole("img", { name: "A green field" });
    await picture.waitFor();
    const width = (): Promise<number> =>
      picture.evaluate((image) => image.getBoundingClientRect().width);
    await expect.poll(width).toBe(240);
    await ann.text.focus();
    await ann.press("Control+z");
    await expect.poll(() => picture.count()).toBe(0);
    await ann.press("Control+z");
    await ann.sees("");
    await ann.press("Control+Shift+z");
    await seesPictures(ann, 1);
    await ann.seesState("All saved");
  });

  test("a picture waits for the network where it is to stand, and is in the document when it is back", async () => {
    const [id, ann] = await start(world(), "Offline");
    await ann.type("before after");
    await ann.seesState("All saved");
    await ann.caret(7);
    ann.wire.cut();
    await bring(ann, "paste", "orchid");
    await ann.page.getByText("waits here and goes up").waitFor();
    await ann.caret(0);
    await ann.type("> ");
    await look(ann, "picture-waits");
    ann.wire.mend();
    await ann.button("Try again").click();
    await expect
      .poll(() => ann.words(), { timeout: PATIENCE_MS })
      .toBe("> before ▢after\n");
    await ann.seesState("All saved");
    await seesPictures(ann, 1);
    expect((await world().server.content(id)).length()).toBe(16);
  });

  test("a picture that is refused stays in sight with the reason until it is left out", async () => {
    const [, ann] = await start(world(), "Refused");
    await ann.page.evaluate(() => {
      const data = new DataTransfer();
      const type = "image/png";
      data.items.add(new File(["<svg onload=alert(1)>"], "no.png", { type }));
      document.querySelector(".ql-editor")?.dispatchEvent(
        new ClipboardEvent("paste", {
          clipboardData: data,
          bubbles: true,
          cancelable: true,
        }),
      );
    });
    await ann.page.getByText("this is no picture").waitFor();
    await look(ann, "picture-refused");
    await ann.button("Leave it out").click();
    await expect
      .poll(() => ann.page.locator(".picture-upload").count())
      .toBe(0);
    await ann.sees("");
  });

  test("a picture that is copied from another document becomes this one's; one from elsewhere is left out in words", async () => {
    const [id, ann] = await start(world(), "From");
    await bring(ann, "paste", "goldenrod");
    await seesPictures(ann, 1);
    await ann.seesState("All saved");
    const source = await ann.text.locator("img").getAttribute("src");
    const [other, ben] = await start(world(), "To");
    await pasteHtml(
      ben,
      `<p>one <img src="${ben.wire.origin}${source ?? ""}"> two <img src="https://example.org/x.png" alt="[far]"> three</p>`,
    );
    await ben.sees("one ▢ two [far] three");
    await seesPictures(ben, 1);
    await ben.page.getByText("A picture was left out").waitFor();
    await ben.seesState("All saved");
    expect(await ben.text.locator("img").getAttribute("src")).toBe(
      (source ?? "").replace(id, other),
    );
    expect(await ben.agrees()).toBe(true);
  });

  test("pictures from before there were attachments are placeholders, kept and never fetched", async () => {
    const ann = await world().person();
    const content = new Delta()
      .insert("old ")
      .insert({ image: "https://example.org/track.png" })
      .insert({ image: "data:image/gif;base64,R0lGODlhAQABAAAAACw=" })
      .insert("\n");
    await ann.page.routeWebSocket(/\/ws\/documents\//, (socket) => {
      socket.onMessage((frame) => {
        if (!frame.toString().includes('"join"')) return;
        socket.send(
          JSON.stringify({
            type: "joined",
            session: "s",
            revision: 1,
            head: 1,
            content: content.ops,
            role: "viewer",
            document: { id: "old", title: "Old" },
            plugins: [],
          }),
        );
      });
    });
    const asked: string[] = [];
    ann.page.on("request", (request) => asked.push(request.url()));
    await ann.visit("/d/old");
    await expect
      .poll(() => ann.text.locator(".embed-placeholder").count(), {
        timeout: PATIENCE_MS,
      })
      .toBe(2);
    expect(await ann.text.locator("img").count()).toBe(0);
    expect(await ann.button("Insert a picture").count()).toBe(0);
    expect(asked.filter((url) => !url.startsWith(ann.wire.origin))).toEqual([]);
    expect(new Delta((await ann.content()).ops)).toEqual(content);
    await look(ann, "picture-from-elsewhere");
  });
}
