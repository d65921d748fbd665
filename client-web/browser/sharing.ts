import { rmSync, mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { look } from "./look.ts";
import { TestServer } from "./server.ts";
import { World } from "./world.ts";
import { PATIENCE_MS, type Writer } from "./writer.ts";

const PASSWORD = "a password of theirs";

/** A server with accounts, on ports and in a folder of its own, and its first administrator. */
export async function startWithAccounts(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), "scriptorium-accounts-"));
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const [port, httpsPort] = [await freePort(), await freePort()];
  const world = new World(
    new TestServer({ port, httpsPort, folder, access: "accounts" }),
  );
  await world.start();
  const { origin } = world.server;
  const root = { name: "root", password: PASSWORD };
  const made = await post(`${origin}/api/setup`, root);
  if (!made.ok) throw new Error(`set-up: ${await made.text()}`);
  return world;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string")
    throw new Error("no port is free");
  return address.port;
}

function post(url: string, body: unknown, cookie = ""): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify(body),
  });
}

/** A call in somebody's name, who must be let. */
async function ask(
  who: Writer,
  method: string,
  path: string,
  data?: unknown,
): Promise<Record<string, unknown>> {
  const response = await who.page.request.fetch(who.wire.origin + path, {
    method,
    ...(data === undefined ? {} : { data }),
  });
  const text = await response.text();
  if (!response.ok())
    throw new Error(`${method} ${path}: ${response.status()} ${text}`);
  const body: unknown = text === "" ? {} : JSON.parse(text);
  return typeof body === "object" && body !== null ? { ...body } : {};
}

/** Somebody with an account, signed in; `id` is the account's. */
interface Person {
  readonly writer: Writer;
  readonly id: string;
  readonly name: string;
}

let count = 0;

async function root(world: World): Promise<Writer> {
  const writer = await world.person();
  const credentials = { name: "root", password: PASSWORD };
  await ask(writer, "POST", "/api/account/session", credentials);
  return writer;
}

async function member(
  world: World,
  administrator: Writer,
  called: string,
): Promise<Person> {
  const name = `${called.toLowerCase()}${(count += 1)}`;
  const { token } = await ask(administrator, "POST", "/api/admin/accounts", {
    name,
    displayName: called,
    administrator: false,
  });
  const writer = await world.person();
  const reset = { token, password: PASSWORD };
  const { id } = await ask(writer, "POST", "/api/account/reset", reset);
  return { writer, id: String(id), name };
}

/** Somebody without an account, who has come in by a link of their own. */
async function guest(
  world: World,
  owner: Writer,
  document: string,
  role: string,
): Promise<{ readonly writer: Writer; readonly link: string }> {
  const path = `/api/documents/${document}/access/links`;
  const { id, token } = await ask(owner, "POST", path, { role, guests: true });
  const writer = await world.person();
  await ask(writer, "POST", "/api/links", { token, name: "Eve" });
  return { writer, link: String(id) };
}

/** The text of a document as the server has it. */
async function textOf(who: Writer, id: string): Promise<string> {
  const path = `/api/documents/${id}/content?format=text`;
  const response = await who.page.request.get(who.wire.origin + path);
  return await response.text();
}

async function create(who: Writer, title: string): Promise<string> {
  const { id } = await ask(who, "POST", "/api/documents", { title });
  return String(id);
}

async function give(
  owner: Writer,
  document: string,
  account: string,
  role: string,
): Promise<void> {
  const path = `/api/documents/${document}/access/people/${account}`;
  await ask(owner, "PUT", path, { role });
}

/** Everything that a page was sent over its sockets, from now on. */
function frames(who: Writer): readonly string[] {
  const seen: string[] = [];
  who.page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => seen.push(String(payload)));
  });
  return seen;
}

/** Words that are told apart, so that each that is missing can be named. */
function words(of: string, from: number, to: number): readonly string[] {
  return Array.from({ length: to - from }, (_, at) => `${of}${from + at}.`);
}

/** Accounts and a guest in one document: who may do what is shared, changed and taken away while they write. */
export function sharing(world: () => World): void {
  test("somebody is given access by typing a name, becomes a viewer and an editor in place, and is closed out", async () => {
    const administrator = await root(world());
    const ada = await member(world(), administrator, "Ada");
    const ben = await member(world(), administrator, "Ben");
    const id = await create(ada.writer, "Shared");
    await ada.writer.open(id);
    await ada.writer.button("Share").click();
    await ada.writer.page.getByLabel("Add people and groups").fill(ben.name);
    await ada.writer.page.getByRole("option").first().waitFor();
    await look(ada.writer, "share-search");
    await ada.writer.press("Enter");
    const role = ada.writer.page.getByLabel("Role of Ben");
    await role.waitFor();
    expect(await role.inputValue()).toBe("editor");
    await look(ada.writer, "share-owner");
    await ada.writer.press("Escape");

    const sent = frames(ben.writer);
    await ben.writer.open(id);
    await ben.writer.page.evaluate(() => {
      document.documentElement.dataset["page"] = "the same";
    });
    const eve = await guest(world(), ada.writer, id, "editor");
    await eve.writer.open(id);
    await ada.writer.text.click();
    const [adas, bens] = [words("a", 0, 30), words("b", 0, 30)];
    await ben.writer.text.click();
    await eve.writer.text.click();
    await Promise.all([
      ada.writer.type(adas.join(""), 15),
      ben.writer.type(bens.join(""), 11),
      eve.writer.type(words("x", 0, 30).join(""), 13),
    ]);
    for (const who of [ada, ben, eve]) await who.writer.seesState("All saved");
    const both = await textOf(ada.writer, id);

    // To a viewer and back, while both go on typing.
    const typing = Promise.all([
      ada.writer.type(words("c", 0, 40).join(""), 20),
      ben.writer.type(words("d", 0, 40).join(""), 20),
    ]);
    await give(ada.writer, id, ben.id, "viewer");
    await ben.writer.page
      .getByText("You can read this document, not change it.")
      .waitFor();
    await typing;
    expect(await ben.writer.page.locator("scriptorium-toolbar").count()).toBe(
      0,
    );
    expect(
      await ben.writer.page
        .locator('.ql-editor[contenteditable="true"]')
        .count(),
    ).toBe(0);
    await look(ben.writer, "became-viewer");
    await give(ada.writer, id, ben.id, "editor");
    await ben.writer.writable();
    expect(
      await ben.writer.page.evaluate(
        () => document.documentElement.dataset["page"],
      ),
    ).toBe("the same");
    await ben.writer.text.click();
    await ben.writer.caretAtEnd();
    await ben.writer.type("Back again.");
    await ben.writer.seesState("All saved");
    await expect
      .poll(() => textOf(ada.writer, id), { timeout: PATIENCE_MS })
      .toContain("Back again.");

    // Taken away, while both go on typing.
    await ada.writer.text.click();
    await ada.writer.caretAtEnd();
    const last = Promise.all([
      ada.writer.type(words("e", 0, 40).join(""), 20),
      ben.writer.type(words("f", 0, 40).join(""), 20),
      eve.writer.type(words("z", 0, 40).join(""), 20),
    ]);
    await ask(
      ada.writer,
      "DELETE",
      `/api/documents/${id}/access/links/${eve.link}`,
    );
    const path = `/api/documents/${id}/access/people/${ben.id}`;
    await ask(ada.writer, "DELETE", path);
    await ben.writer.page
      .getByRole("heading", {
        name: "This document is not shared with you any more",
      })
      .waitFor();
    await eve.writer.page
      .getByText("Your access was taken away while you had it open.")
      .waitFor();
    const heard = sent.length;
    await last;
    await ada.writer.type("For my eyes only.");
    await ada.writer.seesState("All saved");
    await look(ben.writer, "closed-out");
    expect(sent.slice(heard).join()).not.toContain("eyes");
    expect(await ben.writer.page.locator("body").innerText()).not.toContain(
      adas[0],
    );
    await ben.writer.page.reload();
    await ben.writer.page.getByRole("heading", { level: 1 }).waitFor();
    expect(await ben.writer.page.locator("body").innerText()).not.toContain(
      adas[0],
    );

    const text = await textOf(ada.writer, id);
    for (const letter of ["a", "b", "x"])
      expect(lettersOf(text, letter), letter).toBe(lettersOf(both, letter));
    expect(text).toContain("Back again.");
    expect(text).toContain("For my eyes only.");
  });

  test("a guest comes by a link that is shown once, chats as a commenter, and goes with it", async () => {
    const administrator = await root(world());
    const ada = await member(world(), administrator, "Ada");
    const id = await create(ada.writer, "Open house");
    await ada.writer.open(id);
    await ada.writer.text.click();
    await ada.writer.type("Welcome.");
    await ada.writer.seesState("All saved");
    await ada.writer.button("Share").click();
    await ada.writer.page
      .getByLabel("Role that the link gives")
      .selectOption("commenter");
    await ada.writer.button("Make a link").click();
    const address = await ada.writer.page
      .getByLabel("The new link")
      .inputValue();
    expect(address).toMatch(/\/l#.{20,}$/);
    await look(ada.writer, "share-link");

    const eve = await world().person();
    const token = address.split("#")[1];
    await ask(eve, "POST", "/api/links", { token, name: "Eve" });
    await eve.visit(`/d/${id}`);
    await eve.page.getByText("read this document and comment").waitFor();
    await eve.page.getByRole("button", { name: "Chat" }).first().click();
    const box = eve.page.locator(".chat-form textarea");
    await box.fill("Hello from the door");
    await box.press("Enter");
    await eve.page.getByText("Hello from the door").first().waitFor();
    await look(eve, "guest-commenter");
    await eve.button("Share").click();
    await eve.page.getByText("You are a commenter here").waitFor();
    await eve.page.getByText("Ada", { exact: true }).first().waitFor();
    await look(eve, "share-commenter");
    await eve.press("Escape");

    // Below commenter one reads along, in the same panel.
    await ada.writer.press("Escape");
    await ada.writer.button("Share").click();
    await ada.writer.page
      .getByRole("dialog")
      .getByText("Eve (guest)")
      .waitFor();
    expect(await ada.writer.page.getByLabel("The new link").count()).toBe(0);
    await ada.writer.button("Revoke link 1").click();
    await eve.page
      .getByRole("heading", {
        name: "This document is not shared with you any more",
      })
      .waitFor();
    expect(await eve.page.locator("body").innerText()).not.toContain("Welcome");
  });

  test("panels follow the role: a viewer reads along in chat and history", async () => {
    const administrator = await root(world());
    const ada = await member(world(), administrator, "Ada");
    const ben = await member(world(), administrator, "Ben");
    const id = await create(ada.writer, "Panels");
    await give(ada.writer, id, ben.id, "viewer");
    await ben.writer.visit(`/d/${id}`);
    await ben.writer.page.getByText("not change it.").first().waitFor();
    await ben.writer.page.getByRole("button", { name: "Chat" }).first().click();
    await ben.writer.page.getByText("You can read along here.").waitFor();
    expect(await ben.writer.page.locator(".chat-form").count()).toBe(0);
    await look(ben.writer, "chat-viewer");
    await give(ada.writer, id, ben.id, "commenter");
    await ben.writer.page.locator(".chat-form textarea").waitFor();
    await ben.writer.page
      .getByRole("button", { name: "History" })
      .first()
      .click();
    await ben.writer.page.getByText("Named versions").waitFor();
    expect(await ben.writer.page.locator(".history-name").count()).toBe(0);
    await give(ada.writer, id, ben.id, "editor");
    await ben.writer.page.locator(".history-name").fill("Mine");
    await ben.writer.press("Enter");
    await ben.writer.page.getByText("Ben, ").first().waitFor();
  });

  test("an owner passes a document on only after being asked", async () => {
    const administrator = await root(world());
    const ada = await member(world(), administrator, "Ada");
    const ben = await member(world(), administrator, "Ben");
    const id = await create(ada.writer, "Passed on");
    await give(ada.writer, id, ben.id, "editor");
    await ada.writer.open(id);
    await ada.writer.button("Share").click();
    await ada.writer.page
      .getByRole("switch", { name: "Everyone who is signed in" })
      .check();
    await ada.writer.page.getByLabel("Role of Everyone").waitFor();
    await ada.writer.button("Make Ben the owner").click();
    await look(ada.writer, "share-transfer");
    expect(
      await ada.writer.page.evaluate(() => document.activeElement?.textContent),
    ).toContain("Keep it");
    await ada.writer.button("Make them the owner").click();
    await ada.writer.page.getByText("You are an editor here").waitFor();
    await look(ada.writer, "share-editor");
    const { role } = await ask(
      ben.writer,
      "GET",
      `/api/documents/${id}/access`,
    );
    expect(role).toBe("owner");
  });

  test("an administrator looks after accounts, groups and the audit log, and nobody else", async () => {
    const administrator = await root(world());
    const ada = await member(world(), administrator, "Ada");
    const ben = await member(world(), administrator, "Ben");
    await create(ada.writer, "Of Ada");
    await administrator.visit("/admin/accounts");
    const { page } = administrator;
    await page.getByLabel("Name to sign in with").fill(`cyd${(count += 1)}`);
    await page.getByLabel("Name that others see").fill("Cyd");
    await administrator.button("Make an account").click();
    const link = page.getByLabel("The password link", { exact: true });
    expect(await link.last().inputValue()).toMatch(/\/reset#.{20,}$/);
    await look(administrator, "admin-accounts");
    await page.getByLabel("Find by name").fill(ada.name);
    const row = page.getByRole("list", { name: "Accounts" }).locator("> li");
    await expect.poll(() => row.count(), { timeout: PATIENCE_MS }).toBe(1);
    await administrator.button("Delete: Ada").click();
    await page.getByLabel("Who gets the documents").fill(ben.name);
    await page.getByRole("option").first().click();
    await look(administrator, "admin-delete");
    await administrator.button("Delete Ada").click();
    await page.getByText(`Nobody’s name begins with`).waitFor();
    const { documents } = await ask(ben.writer, "GET", "/api/documents");
    expect(JSON.stringify(documents)).toContain("Of Ada");

    await administrator.visit("/admin/groups");
    await page.getByLabel("Name of a new group").fill(`Team ${count}`);
    await administrator.button("Make a group").click();
    await page.getByLabel("Add a member").fill(ben.name);
    await page.getByRole("option").first().click();
    await administrator.button(`Remove Ben (${ben.name})`).waitFor();
    await look(administrator, "admin-groups");

    await administrator.visit("/admin/audit");
    await page.getByLabel("What happened").selectOption("account_deleted");
    await page.getByRole("row").nth(1).waitFor();
    await expect
      .poll(() => page.getByRole("row").count(), { timeout: PATIENCE_MS })
      .toBe(2);
    await look(administrator, "admin-audit");
    const href = await page
      .getByRole("link", { name: "Export as CSV" })
      .getAttribute("href");
    const csv = await page.request.get(
      administrator.wire.origin + (href ?? ""),
    );
    expect((await csv.text()).split("\r\n")).toHaveLength(3);

    await ben.writer.visit("/admin/audit");
    await ben.writer.page.getByText("This is for administrators").waitFor();
    await look(ben.writer, "admin-refused");
  });
}

/** How often a letter occurs: words of several people are mixed, letters are not lost. */
function lettersOf(text: string, letter: string): number {
  return text.replace(/Back again\.|For my eyes only\./g, "").split(letter)
    .length;
}
