import { expect, test } from "vitest";
import { look } from "./look.ts";
import type { World } from "./world.ts";
import { PATIENCE_MS, type Writer } from "./writer.ts";

/** Lets a test be the server of one document's socket, for what no server can be brought to say at will. */
async function answer(
  person: Writer,
  replies: (message: string) => readonly unknown[],
): Promise<void> {
  await person.page.routeWebSocket(/\/ws\/documents\//, (socket) => {
    socket.onMessage((message) => {
      for (const reply of replies(message.toString()))
        socket.send(JSON.stringify(reply));
    });
  });
}

function joined(role: string): unknown {
  return {
    type: "joined",
    session: "s",
    revision: 1,
    head: 1,
    role,
    document: { id: "d", title: "Minutes" },
    plugins: [],
    content: [{ insert: "What was said.\n" }],
  };
}

/** The pages as people meet them: the list, the states, the keyboard. */
export function pages(world: () => World): void {
  test("the empty list says what to do next, and does it", async () => {
    // An earlier run may have left more than one page of them.
    for (
      let ids = await world().server.ids();
      ids.length > 0;
      ids = await world().server.ids()
    )
      for (const id of ids) await world().server.remove(id);
    const ann = await world().person();
    await ann.visit("/");
    await ann.page.getByText("Nothing written yet").waitFor();
    await look(ann, "list-empty");
    await ann.button("New document").click();
    await ann.writable();
    await ann.title.fill("First");
    await ann.press("Enter");
    await ann.type("It begins.");
    await ann.seesState("All saved");
    await ann.page.goBack();
    await ann.page.getByRole("link", { name: "First" }).waitFor();
    expect(await ann.page.title()).toBe("Documents – Scriptorium");
    await ann.page.goForward();
    await ann.sees("It begins.");
  });

  test("a document is renamed in place, deleted, and brought back", async () => {
    await world().server.create("Older");
    await world().server.create("Newer");
    const ann = await world().person();
    await ann.visit("/");
    const titles = ann.page.locator(".document-title");
    await titles.getByText("Newer").waitFor();
    expect((await titles.allInnerTexts()).slice(0, 2)).toEqual([
      "Newer",
      "Older",
    ]);
    await titles.getByText("Newer").hover();
    await ann.button("Rename “Newer”").click();
    await ann.page.getByLabel("New title").fill("Newest");
    await ann.press("Enter");
    await titles.getByText("Newest").waitFor();
    await look(ann, "list");
    await titles.getByText("Older").hover();
    await ann.button("Delete “Older”").click();
    await ann.page.getByText("“Older” was deleted.").waitFor();
    await look(ann, "list-deleted");
    expect(await titles.getByText("Older").count()).toBe(0);
    await ann.button("Undo").click();
    await titles.getByText("Older").waitFor();
    await ann.page.reload();
    await titles.getByText("Older").waitFor();
    expect(await titles.getByText("Newest").count()).toBe(1);
  });

  test("more documents than a page holds are shown when asked for", async () => {
    const titles = Array.from({ length: 33 }, (_, index) => `Paged ${index}`);
    for (const title of titles) await world().server.create(title);
    const ann = await world().person();
    await ann.visit("/");
    await ann.button("Show older documents").click();
    await ann.page.getByText("Paged 0", { exact: true }).waitFor();
    for (const title of titles)
      expect(await ann.page.getByText(title, { exact: true }).count()).toBe(1);
  });

  test("a list that cannot be read says so, and is read again when asked", async () => {
    const ann = await world().person();
    await ann.page.route("**/api/documents?*", (route) =>
      route.fulfill({
        status: 503,
        contentType: "application/problem+json",
        body: '{"title":"Unavailable","detail":"The store does not answer."}',
      }),
    );
    await ann.visit("/");
    await ann.page.getByText("The store does not answer.").waitFor();
    await look(ann, "list-failed");
    await ann.page.unroute("**/api/documents?*");
    await ann.button("Try again").click();
    await ann.page.locator(".document-title").first().waitFor();
  });

  test("an address with nothing behind it says so and leads back", async () => {
    const ann = await world().person();
    for (const path of ["/nowhere/at/all", "/d/no-such-document"]) {
      await ann.visit(path);
      await ann.page
        .getByRole("link", { name: "Go to the documents" })
        .waitFor();
    }
    await look(ann, "not-found");
    await ann.page.getByRole("link", { name: "Go to the documents" }).click();
    await ann.page.getByRole("heading", { name: "Documents" }).waitFor();
  });

  test("a document in use, cut off and back again shows its state in words", async () => {
    const id = await world().server.create("Orchard notes");
    const ann = await world().person();
    await ann.open(id);
    await look(ann, "document-blank");
    await ann.text.focus();
    await ann.type("Heading");
    await ann.press("Control+Alt+Digit1", "Enter");
    await ann.type("- Item\nAnother\n\n[ ] To do\n\nA plain paragraph.");
    await ann.seesState("All saved");
    await look(ann, "document");
    ann.wire.cut();
    await ann.page.context().setOffline(true);
    await ann.type(" More.");
    await ann.seesState(
      /^(Offline|Reconnecting…) – \d+ edits? kept on this device, not sent yet$/,
    );
    await look(ann, "document-offline");
    ann.wire.mend();
    await ann.page.context().setOffline(false);
    await ann.seesState("All saved");
  });

  test("before the document arrives the page says that it waits", async () => {
    const ann = await world().person();
    await answer(ann, () => []);
    await ann.visit("/d/waiting");
    await ann.seesState("Waiting for the document");
    await look(ann, "document-waiting");
  });

  test("somebody who may only read can read, and cannot write", async () => {
    const ann = await world().person();
    await answer(ann, (message) =>
      message.includes('"join"') ? [joined("viewer")] : [],
    );
    await ann.visit("/d/viewer");
    await ann.page.getByText("You can read this document").waitFor();
    expect(await ann.text.getAttribute("contenteditable")).toBe("false");
    await look(ann, "document-viewer");
  });

  test("an edit that the server refuses becomes a draft: to copy, insert again or discard", async () => {
    const ann = await world().person();
    let refusing = true;
    await answer(ann, (message) => {
      const { type, seq } = messageOf(message);
      if (type === "join") return [joined("editor")];
      if (type !== "edit") return [];
      return refusing
        ? [{ type: "reject", seq, code: "plugin", message: "No fruit here." }]
        : [{ type: "ack", seq, revision: 2 }];
    });
    await ann.visit("/d/refusing");
    await ann.writable();
    await ann.text.focus();
    await ann.page.keyboard.insertText("Apples. ");
    await ann.page.getByText("No fruit here.").waitFor();
    await ann.sees("What was said.");
    await look(ann, "document-draft");
    refusing = false;
    await ann.button("Insert again").click();
    await expect.poll(() => ann.words()).toContain("Apples. ");
    await expect.poll(() => ann.button("Insert again").count()).toBe(0);
    await ann.seesState("All saved");
  });

  test("a refusal says why", async () => {
    const ann = await world().person();
    await ann.page.routeWebSocket(/\/ws\/documents\//, (socket) => {
      socket.onMessage(() => {
        socket.send(
          JSON.stringify({
            type: "error",
            code: "forbidden",
            message: "You may not see this.",
          }),
        );
        void socket.close({ code: 4403 });
      });
    });
    await ann.visit("/d/forbidden");
    await ann.seesState("Refused – You may not see this.");
    await look(ann, "document-refused");
  });

  test("everything can be done by keyboard alone", async () => {
    const ann = await world().person();
    await ann.visit("/");
    await ann.page.locator(".document-title").first().waitFor();
    await tabTo(ann, "New document");
    await ann.press("Enter");
    await ann.writable();
    await tabTo(ann, "Title");
    await ann.type("By keyboard");
    await ann.press("Enter");
    await ann.type("plain ");
    await ann.press("Alt+F10", "Home");
    for (let step = 0; step < 5; step += 1) await ann.press("ArrowRight");
    expect(await focused(ann)).toBe("Bold");
    await ann.press("Enter", "Escape");
    await ann.type("bold");
    await ann.press("Enter", "Control+Shift+Digit9");
    await ann.type("a task");
    await ann.press("Control+Enter");
    await expect
      .poll(async () => (await ann.content()).ops, { timeout: PATIENCE_MS })
      .toEqual([
        { insert: "plain " },
        { insert: "bold", attributes: { bold: true } },
        { insert: "\n" },
        { insert: "a task", attributes: { bold: true } },
        { insert: "\n", attributes: { list: "checked" } },
      ]);
    expect(await focused(ann)).toBe("Document");
    await ann.press("Escape", "Shift+Tab");
    expect(await focused(ann)).toBe("Title");
  });
}

function messageOf(frame: string): { type?: unknown; seq?: unknown } {
  const message: unknown = JSON.parse(frame);
  return typeof message === "object" && message !== null ? { ...message } : {};
}

async function focused(person: Writer): Promise<string> {
  return await person.page.evaluate(() => {
    const element = document.activeElement;
    return (
      element?.getAttribute("aria-label") ?? element?.textContent.trim() ?? ""
    );
  });
}

/** Presses Tab until the thing of that name has the focus. */
async function tabTo(person: Writer, name: string): Promise<void> {
  for (let step = 0; step < 40; step += 1) {
    if ((await focused(person)) === name) return;
    await person.press("Tab");
  }
  throw new Error(`Tab does not reach ${name}`);
}
