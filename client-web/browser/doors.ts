import { afterAll, beforeAll, expect, test } from "vitest";
import { look } from "./look.ts";
import { record } from "./server.ts";
import type { World } from "./world.ts";
import type { Writer } from "./writer.ts";

const PASSWORD = "a sentence to remember";

/** The ways in, on servers of their own: one that nobody has set up, and what becomes of it. */
export function doors(world: () => World): void {
  /** The administrator, who makes links and ends sessions by calls of their own. */
  let root = "";

  beforeAll(async () => {
    await startEmpty();
  });

  afterAll(async () => {
    await world().server.stop();
    await world().server.start();
  });

  async function startEmpty(): Promise<void> {
    const { server } = world();
    await server.stop();
    await server.start({
      SCRIPTORIUM_ACCESS: "ask",
      SCRIPTORIUM_SIGN_UP: "open",
      SCRIPTORIUM_DATA: world().lastingFolder(),
    });
  }

  /** A call of the server's, by somebody's cookie. */
  async function call(
    cookie: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ readonly cookie: string; readonly body: string }> {
    const response = await fetch(world().server.origin + path, {
      method,
      headers: { cookie, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const set = response.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    return { cookie: set, body: await response.text() };
  }

  /** A member of a JSON object, as text. */
  function member(body: string, name: string): string {
    const parsed: unknown = JSON.parse(body);
    return String(record(parsed)[name]);
  }

  /** Fills in what is asked, and sends it. */
  async function fill(
    person: Writer,
    fields: Readonly<Record<string, string>>,
    send: string,
  ): Promise<void> {
    for (const [label, value] of Object.entries(fields))
      await person.page.getByLabel(label).fill(value);
    await person.button(send).click();
  }

  async function signUp(name: string, at = "/sign-up"): Promise<Writer> {
    const person = await world().person();
    await person.visit(at);
    await fill(
      person,
      { "Name to sign in with": name, Password: PASSWORD },
      "Make my account",
    );
    await person.button(`Signed in as ${name}`).waitFor();
    return person;
  }

  function signIn(person: Writer, name: string, password = PASSWORD) {
    return fill(
      person,
      { "Name to sign in with": name, Password: password },
      "Sign in",
    );
  }

  /** Signs in over a document whose session has ended. */
  async function signInAgain(person: Writer, name: string): Promise<void> {
    const dialog = person.page.getByRole("dialog");
    await dialog.getByLabel("Name to sign in with").fill(name);
    await dialog.getByLabel("Password").fill(PASSWORD);
    await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  }

  async function signOut(person: Writer, name: string): Promise<void> {
    await person.button(`Signed in as ${name}`).click();
    await person.button("Sign out").click();
    await person.page.getByRole("heading", { name: "Welcome back" }).waitFor();
  }

  test("whoever opens a new server first chooses this machine alone, once", async () => {
    const ann = await world().person();
    await ann.visit("/");
    await ann.page
      .getByRole("heading", { name: "Who is going to write here?" })
      .waitFor();
    await look(ann, "set-up");
    await ann.button("Use it without accounts").click();
    await ann.page.getByText("Nothing written yet").waitFor();
    await world().server.stop();
    await world().server.start(world().server.settings);
    await ann.page.reload();
    await ann.page.getByText("Nothing written yet").waitFor();
    await ann.button("New document").click();
    await ann.writable();
    await ann.type("Ours");
    await ann.press("Enter");
    await ann.seesState("All saved");
  });

  test("who chose so can still give people accounts, and what was written is theirs", async () => {
    const ann = await world().person();
    const elsewhere = await world().person();
    await elsewhere.visit("/");
    await elsewhere.page.getByRole("link", { name: "Ours" }).click();
    await elsewhere.writable();
    await ann.visit("/");
    await ann.page.getByRole("link", { name: "Give people accounts" }).click();
    await ann.page.getByText("So it is now.").waitFor();
    await fill(
      ann,
      { "Name to sign in with": "root", Password: PASSWORD },
      "Make the administrator account",
    );
    await ann.page.getByRole("link", { name: "Ours" }).waitFor();
    await ann.button("Signed in as root").waitFor();
    // At once, and for sockets that are open: who has not signed in is told.
    await elsewhere.seesState("Signed out");
    await elsewhere.page.reload();
    await elsewhere.page
      .getByRole("heading", { name: "Welcome back" })
      .waitFor();
    root = (
      await call("", "POST", "/api/account/session", {
        name: "root",
        password: PASSWORD,
      })
    ).cookie;
  });

  test("a new server takes an administrator at once", async () => {
    await startEmpty();
    const ann = await world().person();
    await ann.visit("/d/somewhere");
    await fill(
      ann,
      { "Name to sign in with": "root", Password: "short" },
      "Make the administrator account",
    );
    // The browser says that ten characters are the least.
    expect(await ann.page.locator("input:invalid").count()).toBe(1);
    await fill(
      ann,
      { "What others see": "Root", Password: PASSWORD },
      "Make the administrator account",
    );
    // On to where they wanted to go; there is nothing, and it says so.
    await ann.page.getByText("This document is not here").waitFor();
    root = (
      await call("", "POST", "/api/account/session", {
        name: "root",
        password: PASSWORD,
      })
    ).cookie;
    expect((await call(root, "GET", "/api/setup")).body).toContain("chosen");
  });

  test("people sign up, out and in, to where they wanted to go", async () => {
    const ada = await signUp("ada");
    await ada.page.getByText("Nothing written yet").waitFor();
    await look(ada, "list-signed-in");
    await ada.button("New document").click();
    await ada.writable();
    await ada.type("Plans");
    await ada.press("Enter");
    await ada.seesState("All saved");
    await look(ada, "document-signed-in");
    await ada.button("Signed in as ada").click();
    await look(ada, "account-menu");
    await ada.press("Escape");
    const place = ada.page.url();
    await signOut(ada, "ada");
    await ada.page.goto(place);
    await ada.page.getByText("for people who have signed in").waitFor();
    await look(ada, "sign-in");
    await signIn(ada, "ada", "not the password at all");
    const problem = ada.page.getByRole("alert");
    await problem.getByText("The name or the password is wrong.").waitFor();
    expect(
      await problem.evaluate((node) => node === document.activeElement),
    ).toBe(true);
    await look(ada, "sign-in-wrong");
    await signIn(ada, "ada");
    await ada.writable();
    expect(ada.page.url()).toBe(place);
  });

  test("who guesses passwords is told when to try again", async () => {
    await signUp("guessed");
    const eve = await world().person();
    await eve.visit("/sign-in");
    for (let tries = 0; tries < 6; tries++)
      await call("", "POST", "/api/account/session", {
        name: "guessed",
        password: `wrong in the ${tries}th way`,
      });
    await signIn(eve, "guessed", "and wrong again");
    await eve.page
      .getByText(/Too many tries\. Try again in \d+ seconds?, at /)
      .waitFor();
  });

  test("a password is set by a link, once", async () => {
    const { body } = await call(root, "POST", "/api/admin/accounts", {
      name: "ben",
      administrator: false,
    });
    const secret = member(body, "token");
    const ben = await world().person();
    const asked: string[] = [];
    ben.page.on("request", (request) => {
      asked.push(request.url() + JSON.stringify(request.headers()));
    });
    await ben.visit(`/reset#${secret}`);
    await ben.page
      .getByRole("heading", { name: "Set your password" })
      .waitFor();
    await look(ben, "reset");
    await fill(ben, { "New password": PASSWORD }, "Set the password");
    await ben.button("Signed in as ben").waitFor();
    expect(ben.page.url()).not.toContain(secret);
    expect(asked.join("\n")).not.toContain(secret);
    await ben.visit(`/reset#${secret}`);
    await fill(ben, { "New password": PASSWORD }, "Set the password");
    await ben.page
      .getByText("This link serves no more: ask for another.")
      .waitFor();
    await ben.visit("/reset#cut");
    await ben.page.getByText("This link is not complete").waitFor();
  });

  test("one changes one's name and password, makes a token that is shown once, and goes", async () => {
    const cyd = await signUp("cyd");
    await cyd.button("Signed in as cyd").click();
    await cyd.page.getByRole("link", { name: "Account" }).click();
    await cyd.page.getByText("You have none.").waitFor();
    await look(cyd, "account");
    await cyd.page.getByLabel("Name", { exact: true }).fill("Cyd Charisse");
    await cyd.button("Keep").click();
    await cyd.button("Signed in as Cyd Charisse").waitFor();
    await fill(
      cyd,
      { "Password until now": PASSWORD, "New password": `${PASSWORD}!` },
      "Change the password",
    );
    await cyd.page.getByText("Your password is changed.").waitFor();

    await cyd.page.getByLabel("What it is for").fill("Backup");
    await cyd.page.getByLabel("What it may do").selectOption("read");
    await cyd.page.getByLabel("For how long").selectOption("7");
    await cyd.button("Make a token").click();
    const secret = await cyd.page
      .getByLabel("Token", { exact: true })
      .innerText();
    expect(secret).toMatch(/^sct_/);
    await look(cyd, "token-made");
    const reads = await fetch(`${world().server.origin}/api/documents`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    expect(reads.status).toBe(200);
    await cyd.page.reload();
    await cyd.page.getByText("Reads, until").waitFor();
    expect(await cyd.page.content()).not.toContain(secret);
    await cyd.button("Revoke “Backup”").click();
    await cyd.page.getByText("You have none.").waitFor();

    await fill(
      cyd,
      { "Your password, to be sure": `${PASSWORD}!` },
      "Delete my account for good",
    );
    await cyd.page.getByRole("heading", { name: "Welcome back" }).waitFor();
    await signIn(cyd, "cyd", `${PASSWORD}!`);
    await cyd.page.getByText("The name or the password is wrong.").waitFor();
  });

  /** A document of the administrator's with a link to it. */
  async function linked(
    guests: boolean,
  ): Promise<{ id: string; secret: string }> {
    const made = await call(root, "POST", "/api/documents", {
      title: "Shared",
    });
    const id = member(made.body, "id");
    const link = await call(root, "POST", `/api/documents/${id}/access/links`, {
      role: "editor",
      guests,
    });
    return { id, secret: member(link.body, "token") };
  }

  test("a guest comes in by a link, under a name, and is marked as a guest", async () => {
    const { id, secret } = await linked(true);
    const eve = await world().person();
    await eve.visit(`/l#${secret}`);
    await eve.page.getByLabel("Your name").waitFor();
    await look(eve, "link-guest");
    await fill(eve, { "Your name": "Eve" }, "Come in as a guest");
    await eve.writable();
    expect(eve.page.url()).toBe(`${eve.wire.origin}/d/${id}`);
    await eve.button("Signed in as Eve (guest)").waitFor();
    await eve.type("hello");
    await eve.seesState("All saved");
    await eve.visit("/");
    await eve.page.getByRole("link", { name: "Shared" }).waitFor();
    expect(await eve.button("New document").count()).toBe(0);
    await eve.visit("/account");
    await eve.page.getByText("You are a guest here").waitFor();
    await look(eve, "account-guest");
  });

  test("a link without guests lets in who signs in, and leads nowhere once revoked", async () => {
    const { id, secret } = await linked(false);
    const ada = await world().person();
    await ada.visit(`/l#${secret}`);
    await ada.page.getByText("Sign in, and it opens.").waitFor();
    expect(await ada.page.getByLabel("Your name").count()).toBe(0);
    await look(ada, "link-members");
    await signIn(ada, "ada");
    await ada.writable();
    expect(ada.page.url()).toBe(`${ada.wire.origin}/d/${id}`);
    const { body } = await call(root, "GET", `/api/documents/${id}/access`);
    const { links } = record(JSON.parse(body));
    const link = Array.isArray(links) ? String(record(links[0])["id"]) : "";
    const path = `/api/documents/${id}/access/links/${link}`;
    await call(root, "DELETE", path);
    await ada.visit(`/l#${secret}`);
    await ada.page
      .getByText("This link leads nowhere", { exact: true })
      .waitFor();
    await look(ada, "link-nowhere");
  });

  test("a session that ends in an open document loses no edit, and gives none to anybody else", async () => {
    const ada = await world().person();
    await ada.visit("/");
    await signIn(ada, "ada");
    await ada.button("New document").click();
    await ada.writable();
    await ada.type("Diary");
    await ada.press("Enter");
    await ada.type("Saved. ");
    await ada.seesState("All saved");
    const place = ada.page.url();
    const id = place.split("/d/")[1] ?? "";

    // She writes without a network; meanwhile all her sessions end.
    ada.wire.cut();
    await ada.seesState(/Reconnecting|Offline/);
    await ada.type("Not sent yet.");
    const session = await call("", "POST", "/api/account/session", {
      name: "ada",
      password: PASSWORD,
    });
    await call(session.cookie, "DELETE", "/api/account/sessions");
    ada.wire.mend();
    await ada.page
      .getByText("You are signed out. What you wrote is kept")
      .waitFor();
    await ada.sees("Saved. Not sent yet.");
    await look(ada, "session-ended");

    // Somebody else signs in on the same browser: neither her text nor her edits are theirs.
    await ada.button("Sign in").click();
    await ada.page
      .getByRole("dialog")
      .getByText("As the same person")
      .waitFor();
    await look(ada, "session-ended-sign-in");
    await signInAgain(ada, "ben");
    await ada.page.getByText("This document is not here").waitFor();
    expect(await ada.page.content()).not.toContain("Not sent yet.");
    await ada.visit("/");
    await ada.page.getByText("Nothing written yet").waitFor();
    await signOut(ada, "ben");
    const asAda = await call("", "POST", "/api/account/session", {
      name: "ada",
      password: PASSWORD,
    });
    const text = async (): Promise<string> =>
      (
        await call(
          asAda.cookie,
          "GET",
          `/api/documents/${id}/content?format=text`,
        )
      ).body.trim();
    expect(await text()).toBe("Saved.");

    // She comes back, and what she wrote goes out.
    await ada.page.goto(place);
    await signIn(ada, "ada");
    await ada.sees("Saved. Not sent yet.");
    await ada.seesState("All saved");
    expect(await text()).toBe("Saved. Not sent yet.");
  });

  test("a session that ends and comes back as the same goes on where it was", async () => {
    const ada = await world().person();
    await ada.visit("/");
    await signIn(ada, "ada");
    await ada.button("New document").click();
    await ada.writable();
    await ada.type("Again");
    await ada.press("Enter");
    await ada.seesState("All saved");
    const session = await call("", "POST", "/api/account/session", {
      name: "ada",
      password: PASSWORD,
    });
    await call(session.cookie, "DELETE", "/api/account/sessions");
    await ada.seesState("Signed out");
    await ada.button("Sign in").click();
    await signInAgain(ada, "ada");
    await ada.seesState("All saved");
    await ada.caretAtEnd();
    await ada.type("On it goes.");
    await ada.sees("On it goes.");
    await ada.seesState("All saved");
  });
}
