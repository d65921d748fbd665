import { expect, test } from "vitest";
import Delta from "quill-delta";
import { sameContent } from "../src/editor/line-document.ts";
import { seededRandom } from "../src/testing/random-edits.ts";
import { seed } from "../src/testing/seed.ts";
import { program } from "./program.ts";
import { randomEdit } from "./random-edits.ts";
import { canonical } from "./server.ts";
import type { World } from "./world.ts";
import { PATIENCE_MS, type Writer } from "./writer.ts";

/** Two people in a document that holds `text`, both with the focus in it. */
async function pair(
  world: World,
  text: string,
): Promise<[string, Writer, Writer]> {
  const id = await world.server.create("Writing");
  const [ann, ben] = await Promise.all([world.person(), world.person()]);
  await ann.open(id);
  await ben.open(id);
  await ben.text.focus();
  await ben.page.keyboard.insertText(text);
  await ann.text.focus();
  await ann.sees(text);
  return [id, ann, ben];
}

/** What a person's editor does while others write. */
export function writing(world: () => World): void {
  test("the caret stays with its text", async () => {
    const [, ann, ben] = await pair(world(), "hello world");
    await ann.caret(6);
    await ben.caret(0);
    await ben.type("first line\nand ");
    await ann.sees("first line\nand hello world");
    await ann.type("dear ");
    await ben.sees("first line\nand hello dear world");
  });

  test("a selection stays on its text, and a format switched on for the next letter stays on", async () => {
    const [, ann, ben] = await pair(world(), "hello world");
    await ann.caret(6, 5);
    await ben.caret(0);
    await ben.type("oh, ");
    await ann.sees("oh, hello world");
    expect(await ann.selected()).toBe("world");
    await ann.press("ArrowRight", "Control+b");
    await ben.type("well, ");
    await ann.sees("oh, well, hello world");
    await ann.type("!");
    await expect
      .poll(async () => (await ann.content()).ops, { timeout: PATIENCE_MS })
      .toContainEqual({ insert: "!", attributes: { bold: true } });
  });

  test("the focus stays where it is while others write", async () => {
    const [, ann, ben] = await pair(world(), "hello");
    await ann.press("Alt+F10");
    await ben.type(" there");
    await ann.sees("hello there");
    const focused = await ann.page.evaluate(() =>
      document.activeElement?.getAttribute("aria-label"),
    );
    expect(focused).toBe("Undo");
  });

  test("the page does not move while others write above", async () => {
    const lines = Array.from({ length: 80 }, (_, line) => `line ${line}`);
    const [, ann, ben] = await pair(world(), lines.join("\n"));
    const line = ann.text.getByText("line 60", { exact: true });
    await line.scrollIntoViewIfNeeded();
    const before = await line.boundingBox();
    await ben.caret(0);
    await ben.type("new\nlines\nabove\n");
    await expect
      .poll(() => ann.words(), { timeout: PATIENCE_MS })
      .toContain("new\nlines\nabove\n");
    const after = await line.boundingBox();
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 99))).toBeLessThan(1.5);
  });

  test("an input method is left alone, and what others wrote meanwhile comes after it", async () => {
    const [, ann, ben] = await pair(world(), "ab");
    await ann.caret(1);
    const devtools = await ann.devtools();
    const compose = async (text: string): Promise<void> => {
      await devtools.send("Input.imeSetComposition", {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    };
    await compose("に");
    await ben.caret(0);
    await ben.type("others ");
    await ben.seesState("All saved");
    await compose("にほ");
    await compose("にほん");
    expect(await ann.text.innerText()).toBe("aにほんb");
    expect(await ben.words()).toBe("others ab\n");
    await devtools.send("Input.insertText", { text: "日本" });
    await ann.sees("others a日本b");
    await ben.sees("others a日本b");
    await ann.type("!");
    await ben.sees("others a日本!b");
    expect(await ann.agrees()).toBe(true);
  });

  test("undo and redo touch one's own edits only", async () => {
    const [, ann, ben] = await pair(world(), "start ");
    await ann.caret(6);
    await ann.type("mine");
    await ben.sees("start mine");
    await ben.caret(8);
    await ben.type("THEIRS");
    await ann.sees("start miTHEIRSne");
    await ann.press("Control+z");
    await ben.sees("start THEIRS");
    await ann.press("Control+Shift+z");
    await ben.sees("start miTHEIRSne");
    await ben.press("Control+z");
    await ann.sees("start mine");
  });

  test("what this editor cannot show is kept, shown as a placeholder, and comes back by undo", async () => {
    const id = await world().server.create("Foreign");
    const foreign = new Delta()
      .insert("known ", { comment: 7 })
      .insert({ chart: { of: [1, 2] } }, { wide: true });
    await program(world().server.origin, id, [foreign]);
    const ann = await world().person();
    await ann.open(id);
    await ann.text.focus();
    expect(await ann.text.locator(".embed-placeholder").innerText()).toContain(
      "chart",
    );
    const before = await world().server.content(id);
    await ann.press("Control+a", "Delete");
    await ann.sees("");
    await ann.press("Control+z");
    await ann.sees("known ▢");
    await ann.seesState("All saved");
    expect((await world().server.content(id)).ops).toEqual(before.ops);
    expect(await ann.agrees()).toBe(true);
  });

  test("whatever programs write, what is shown is the document", async () => {
    const random = seededRandom(seed);
    const id = await world().server.create("Random");
    const ann = await world().person();
    await ann.open(id);
    await ann.text.focus();
    let document = new Delta().insert("\n");
    const edits = Array.from({ length: 250 }, () => {
      const edit = randomEdit(document, random);
      document = document.compose(edit);
      return edit;
    });
    await program(world().server.origin, id, edits);
    await expect
      .poll(
        async () =>
          sameContent(
            canonical((await ann.content()).ops),
            canonical(document.ops),
          ),
        {
          timeout: PATIENCE_MS,
        },
      )
      .toBe(true);
    expect(await ann.agrees()).toBe(true);
    await ann.page.reload();
    await ann.writable();
    expect(await ann.agrees()).toBe(true);
  });

  test("pasting leaves scripts and the other page's colours behind", async () => {
    const id = await world().server.create("Paste");
    const ann = await world().person();
    await ann.open(id);
    await ann.text.focus();
    await ann.page.evaluate(() => {
      const data = new DataTransfer();
      data.setData(
        "text/html",
        '<p><a href="javascript:alert(1)">bad</a> <b data-x="1">bold</b> ' +
          '<a href="https://example.org/">good</a><img src="javascript:x" onerror="alert(1)"></p>',
      );
      document.querySelector(".ql-editor")?.dispatchEvent(
        new ClipboardEvent("paste", {
          clipboardData: data,
          bubbles: true,
          cancelable: true,
        }),
      );
    });
    await expect
      .poll(() => ann.words(), { timeout: PATIENCE_MS })
      .toContain("bad bold good");
    expect((await ann.content()).ops).toEqual([
      { insert: "bad " },
      { insert: "bold", attributes: { bold: true } },
      { insert: " " },
      { insert: "good", attributes: { link: "https://example.org/" } },
      { insert: "\n" },
    ]);
    expect(await ann.agrees()).toBe(true);
  });

  test("the toolbar formats, and says what is on", async () => {
    const id = await world().server.create("Toolbar");
    const ann = await world().person();
    await ann.open(id);
    await ann.text.focus();
    await ann.type("A word");
    await ann.caret(2, 4);
    for (const name of ["Bold", "Italic", "Underline", "Strikethrough"])
      await ann.button(name).click();
    await ann.button("Numbered list").click();
    await ann.button("Text colour").click();
    await ann.button("Blue").click();
    await ann.button("Alignment").click();
    await ann.button("Centre").click();
    await ann.button("Link").click();
    await ann.page.getByLabel("Address").fill("example.org");
    await ann.press("Enter");
    await expect
      .poll(async () => (await ann.content()).ops, { timeout: PATIENCE_MS })
      .toEqual([
        { insert: "A " },
        {
          insert: "word",
          attributes: {
            bold: true,
            italic: true,
            underline: true,
            strike: true,
            color: "#2656a8",
            link: "https://example.org",
          },
        },
        { insert: "\n", attributes: { list: "ordered", align: "center" } },
      ]);
    await expect
      .poll(() => ann.button("Bold").getAttribute("aria-pressed"))
      .toBe("true");
    await ann.caret(0, 7);
    await ann.button("Clear formatting").click();
    await ann.sees("A word");
    await expect
      .poll(async () => (await ann.content()).ops)
      .toEqual([{ insert: "A word\n" }]);
  });
}
