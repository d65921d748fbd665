import type Delta from "quill-delta";
import { expect, test } from "vitest";
import { sameContent } from "../src/editor/line-document.ts";
import { canonical } from "./server.ts";
import { Wire } from "./wire.ts";
import type { World } from "./world.ts";
import { PATIENCE_MS, type Writer } from "./writer.ts";

/** Waits until everybody has all that was written, shows it, and has the same as the server. */
async function endAlike(
  world: World,
  id: string,
  people: readonly Writer[],
): Promise<Delta> {
  for (const person of people) await person.seesState("All saved");
  await expect
    .poll(
      async () => {
        const contents = await Promise.all(people.map((p) => p.content()));
        const server = await world.server.content(id);
        return contents.every((content) =>
          sameContent(canonical(content.ops), server),
        );
      },
      { timeout: PATIENCE_MS },
    )
    .toBe(true);
  for (const person of people) expect(await person.agrees()).toBe(true);
  return await world.server.content(id);
}

function textOf(content: Delta): string {
  return content.ops
    .map(({ insert }) => (typeof insert === "string" ? insert : "▢"))
    .join("");
}

async function people(
  world: World,
  id: string,
  count: number,
): Promise<Writer[]> {
  const all = await Promise.all(
    Array.from({ length: count }, () => world.person()),
  );
  for (const person of all) {
    await person.open(id);
    await person.text.focus();
  }
  return all;
}

/** Several people in one document: whatever happens, all of them end with the same, and nothing is lost. */
export function together(world: () => World): void {
  test("two people type at once, each at their own pace", async () => {
    const id = await world().server.create("Two at once");
    const [ann, ben] = await people(world(), id, 2);
    if (!ann || !ben) throw new Error("nobody came");
    await Promise.all([
      ann.type("Ann writes her sentence. ", 15),
      ben.type("Ben writes another one. ", 11),
    ]);
    const text = textOf(await endAlike(world(), id, [ann, ben]));
    expect(text).toContain("Ann writes her sentence.");
    expect(text).toContain("Ben writes another one.");
    expect(text).toHaveLength(25 + 24 + 1);
  });

  test("five people write and format at once", async () => {
    const id = await world().server.create("Five at once");
    const all = await people(world(), id, 5);
    const [first] = all;
    await first?.type("one\ntwo\nthree\nfour\nfive");
    for (const person of all) await person.sees("one\ntwo\nthree\nfour\nfive");
    const shortcuts = [
      "Control+Alt+Digit1",
      "Control+Shift+Digit8",
      "Control+Shift+Digit9",
      "Control+Shift+KeyQ",
      "Control+b",
    ];
    await Promise.all(
      all.map(async (person, index) => {
        await person.caret(0);
        for (let line = 0; line < index; line += 1)
          await person.press("ArrowDown");
        await person.press("End", shortcuts[index] ?? "");
        await person.type(` by ${index}`, 12);
      }),
    );
    const content = await endAlike(world(), id, all);
    for (let index = 0; index < 5; index += 1)
      expect(textOf(content)).toContain(` by ${index}`);
    const formats = content.ops.flatMap((op) =>
      Object.keys(op.attributes ?? {}),
    );
    expect(new Set(formats)).toEqual(
      new Set(["header", "list", "blockquote", "bold"]),
    );
  });

  test("two people give the same line different formats", async () => {
    const id = await world().server.create("One line, two formats");
    const [ann, ben] = await people(world(), id, 2);
    if (!ann || !ben) throw new Error("nobody came");
    await ann.type("a line");
    await ben.sees("a line");
    ann.wire.cut();
    await ann.press("Control+Alt+Digit1");
    await ben.press("Control+Shift+Digit8");
    await ben.seesState("All saved");
    ann.wire.mend();
    await endAlike(world(), id, [ann, ben]);
    expect(await ann.text.innerHTML()).toBe(await ben.text.innerHTML());
  });

  test("what is written while the network is cut arrives when it is back", async () => {
    const id = await world().server.create("A cut");
    const [ann, ben] = await people(world(), id, 2);
    if (!ann || !ben) throw new Error("nobody came");
    await ann.type("before ");
    await ben.sees("before ");
    ann.wire.cut();
    await ann.page.context().setOffline(true);
    await ann.seesState(/^(Offline|Reconnecting…)/);
    await Promise.all([ann.type("from Ann "), ben.type("from Ben ")]);
    await ann.seesState(/edits? kept on this device, not sent yet$/);
    ann.wire.mend();
    await ann.page.context().setOffline(false);
    const text = textOf(await endAlike(world(), id, [ann, ben]));
    expect(text).toContain("from Ann ");
    expect(text).toContain("from Ben ");
  });

  test("nothing is lost when the server is killed and started again", async () => {
    const id = await world().server.create("A killed server");
    const [ann, ben] = await people(world(), id, 2);
    if (!ann || !ben) throw new Error("nobody came");
    const typing = Promise.all([
      ann.type("Ann goes on writing through it all. ", 20),
      ben.type("So does Ben, who has not noticed. ", 20),
    ]);
    await world().server.kill();
    await ann.seesState(/^(Offline|Reconnecting…)/);
    await typing;
    await world().server.start();
    const text = textOf(await endAlike(world(), id, [ann, ben]));
    expect(text).toContain("Ann goes on writing through it all.");
    expect(text).toContain("So does Ben, who has not noticed.");
  });

  test("two tabs of one browser are two replicas, and one delivers what the other left behind", async () => {
    const id = await world().server.create("Two tabs");
    const [ann] = await people(world(), id, 1);
    if (!ann) throw new Error("nobody came");
    const second = await world().anotherTab(ann);
    await second.open(id);
    await second.text.focus();
    await second.type("one ");
    await ann.sees("one ");
    await second.seesState("All saved");
    expect(await locksOf(ann, id)).toBe(2);
    ann.wire.cut();
    await second.seesState(/^(Offline|Reconnecting…)/);
    await second.type("two");
    await second.seesState(/3 edits kept on this device, not sent yet$/);
    await second.page.close();
    ann.wire.mend();
    await ann.sees("one two");
    await endAlike(world(), id, [ann]);
  });

  test("a tab that is closed offline loses nothing, and others' edits come in when it is opened", async () => {
    const id = await world().server.create("A closed tab");
    const folder = world().folder();
    const wire = await Wire.to(world().server.port);
    const ann = await world().personAt(folder, wire);
    const ben = await world().person();
    await ann.open(id);
    await ben.open(id);
    await ann.text.focus();
    await ann.type("kept ");
    await ben.sees("kept ");
    await ann.seesState("All saved");
    wire.cut();
    await ann.seesState(/^(Offline|Reconnecting…)/);
    await ann.type("written offline ");
    await ann.seesState(/16 edits kept on this device, not sent yet$/);
    await ann.page.context().close();
    await ben.text.focus();
    await ben.caretAtEnd();
    await ben.type("by Ben ");
    await ben.seesState("All saved");
    wire.mend();
    const again = await world().personAt(folder, wire);
    await again.open(id);
    const text = textOf(await endAlike(world(), id, [again, ben]));
    expect(text).toContain("written offline ");
    expect(text).toContain("by Ben ");
  });

  test("a title that one person gives is seen by the others at once", async () => {
    const id = await world().server.create("Untitled");
    const [ann, ben] = await people(world(), id, 2);
    if (!ann || !ben) throw new Error("nobody came");
    await ann.title.fill("Our plan");
    await ann.press("Enter");
    await expect
      .poll(() => ben.title.inputValue(), { timeout: PATIENCE_MS })
      .toBe("Our plan");
    await expect
      .poll(() => ben.page.title(), { timeout: PATIENCE_MS })
      .toBe("Our plan – Scriptorium");
  });
}

/** How many replicas of a document the tabs of a browser hold. */
async function locksOf(writer: Writer, id: string): Promise<number> {
  return await writer.page.evaluate(async (document) => {
    const { held = [] } = await navigator.locks.query();
    return held.filter(({ name = "" }) => name.includes(document)).length;
  }, id);
}
