import { expect, test } from "vitest";
import { look } from "./look.ts";
import type { World } from "./world.ts";
import { PATIENCE_MS, type Writer } from "./writer.ts";

async function pair(world: World, id: string): Promise<[Writer, Writer]> {
  const [ann, ben] = [await world.person(), await world.person()];
  for (const [person, name] of [
    [ann, "Ann"],
    [ben, "Ben"],
  ] as const) {
    await person.open(id);
    await openPanel(person, "People");
    await person.page.locator(".presence-me input").fill(name);
    await person.page.locator(".presence-me input").press("Enter");
    await person.page.reload();
    await person.writable();
  }
  return [ann, ben];
}

async function openPanel(person: Writer, label: string): Promise<void> {
  const button = person.page.getByRole("button", {
    name: new RegExp(`^${label}`),
  });
  await button.first().click();
}

/** Waits until the one caret of somebody else is in sight. */
async function seesCaret(person: Writer): Promise<void> {
  const isInSight = (): boolean => {
    const caret = document.querySelector(".presence-caret");
    const top = caret?.getBoundingClientRect().top ?? -1;
    return top > 0 && top < innerHeight;
  };
  await expect
    .poll(() => person.page.evaluate(isInSight), { timeout: PATIENCE_MS })
    .toBe(true);
}

/** What the shipped plugins show in a document. */
export function plugins(world: () => World): void {
  test("two people see each other's carets, and one follows the other", async () => {
    const id = await world().server.create("Carets");
    const [ann, ben] = await pair(world(), id);
    await ann.text.focus();
    await ann.type(`${"line\n".repeat(80)}the end`);
    await ben.text.focus();
    await ben.caret(0);
    const caret = ben.page.locator(".presence-caret");
    await expect.poll(() => caret.count(), { timeout: PATIENCE_MS }).toBe(1);
    await openPanel(ben, "People");
    await ben.page.getByRole("button", { name: "Follow Ann" }).click();
    await ann.caretAtEnd();
    await ann.type("!");
    await seesCaret(ben);
    await look(ben, "presence");
    await ann.press("Control+Home");
    await ann.type("?");
    await seesCaret(ben);
    await ann.page.close();
    await expect.poll(() => caret.count(), { timeout: PATIENCE_MS }).toBe(0);
  });

  test("history goes back, shows what changed, and restores", async () => {
    const id = await world().server.create("Past");
    const ann = await world().person();
    await ann.open(id);
    await ann.text.focus();
    await ann.type("first words");
    await ann.seesState("All saved");
    await ann.press("Control+a");
    await ann.type("second");
    await ann.seesState("All saved");
    await openPanel(ann, "History");
    const slider = ann.page.getByLabel("Moment in the document's history");
    await expect
      .poll(() => slider.getAttribute("max"), { timeout: PATIENCE_MS })
      .not.toBe("0");
    await ann.page.getByRole("button", { name: "Changes of" }).first().click();
    await ann.page.getByText("characters added").first().waitFor();
    await look(ann, "history-difference");
    const head = Number(await slider.getAttribute("max"));
    // The first half of the edits wrote the first words.
    const revision = Math.floor(head / 2);
    await slider.fill(String(revision));
    await ann.page
      .getByText(`revision ${String(revision)}`)
      .first()
      .waitFor();
    await look(ann, "history-revision");
    await ann.page.getByRole("button", { name: "Restore this" }).click();
    const then = await fetch(
      `${world().server.origin}/api/documents/${id}/content?format=text&revision=${String(revision)}`,
    );
    await ann.sees((await then.text()).replace(/\n$/u, ""));
  });

  test("what is said beside a document outlives the server, once", async () => {
    const id = await world().server.create("Talk");
    const [ann, ben] = await pair(world(), id);
    for (const person of [ann, ben]) await openPanel(person, "Chat");
    const field = ann.page.getByRole("textbox", { name: "Message" });
    await field.fill("Hello @Ben, see https://example.org/");
    await field.press("Enter");
    await expect
      .poll(() => ben.page.locator(".chat-text").count(), {
        timeout: PATIENCE_MS,
      })
      .toBe(1);
    expect(await ben.page.locator(".chat-mention[data-me]").count()).toBe(1);
    await look(ben, "chat");
    await world().server.kill();
    await field.fill("Are you there?");
    await field.press("Enter");
    await world().server.start();
    await expect
      .poll(() => ben.page.locator(".chat-text").allTextContents(), {
        timeout: 2 * PATIENCE_MS,
      })
      .toHaveLength(2);
    await expect
      .poll(() => ann.page.locator("[data-pending]").count(), {
        timeout: PATIENCE_MS,
      })
      .toBe(0);
    expect(await ann.page.locator(".chat-text").count()).toBe(2);
  });

  test("a search on the list finds what was typed elsewhere a second ago", async () => {
    const id = await world().server.create("Herons");
    const [ann, ben] = [await world().person(), await world().person()];
    await ann.open(id);
    await ann.text.focus();
    await ann.type("The quokka slept in the acacia. ");
    await ann.seesState("All saved");
    await ben.visit("/");
    const box = ben.page.getByLabel("Search all documents");
    const hit = ben.page.getByRole("option", { name: /Herons/ });
    await expect
      .poll(
        async () => {
          await box.fill("");
          await box.fill("quokk");
          await ben.page.waitForTimeout(300);
          return hit.count();
        },
        { timeout: PATIENCE_MS },
      )
      .toBe(1);
    await look(ben, "search");
    await box.press("Enter");
    await ben.writable();
    await ben.sees("The quokka slept in the acacia. ");
  });

  test("replacing all is one step of undo, and leaves what others type", async () => {
    const id = await world().server.create("Replace");
    const [ann, ben] = [await world().person(), await world().person()];
    for (const person of [ann, ben]) await person.open(id);
    await ann.text.focus();
    await ann.type("red, red and red");
    await ben.sees("red, red and red");
    await ben.text.focus();
    await ben.caretAtEnd();
    await ann.press("Control+f");
    await ann.page.locator('.find-form [name="find"]').fill("red");
    await ann.page.locator('.find-form [name="replace-with"]').fill("blue");
    await ann.page.getByText("of 3").waitFor();
    await look(ann, "find");
    await Promise.all([
      ann.page.getByRole("button", { name: "Replace all" }).click(),
      ben.type(" forever"),
    ]);
    await ben.sees("blue, blue and blue forever");
    await ann.sees("blue, blue and blue forever");
    await ann.text.focus();
    await ann.press("Control+z");
    await ben.sees("red, red and red forever");
  });
}
