import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Delta, { type Op } from "quill-delta";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import WebSocket from "ws";
import type { World } from "./world.ts";
import { PATIENCE_MS, type Writer } from "./writer.ts";

/** One a line; `\n`, `\t`, `\r`, `\\` and `\uXXXX` stand for what they stand for in JSON. */
const VECTORS: readonly string[] = readFileSync(
  join(import.meta.dirname, "hostile-vectors.txt"),
  "utf8",
)
  .split("\n")
  .filter((line) => line !== "")
  .map((line) =>
    line.replaceAll(
      /\\(?:u([0-9a-f]{4})|([ntr\\]))/g,
      (_all, code: string | undefined, letter: string | undefined) =>
        code === undefined
          ? ({ n: "\n", t: "\t", r: "\r" }[letter ?? ""] ?? "\\")
          : String.fromCharCode(Number.parseInt(code, 16)),
    ),
  );

/** What a link may be; the server is held to this, not to its own words for it. */
const GOOD_LINK = /^(https?:\/\/|mailto:)[^\s\p{Cc}]+$/iu;

/** What the pages of one browser did that nothing stored may make them do. */
class Watch {
  readonly harm: string[] = [];

  /** @param origin the only one that a page may ask for anything */
  constructor(
    readonly page: Page,
    readonly origin: string,
  ) {
    page.on("dialog", (dialog) => {
      this.harm.push(`a dialog says ${dialog.message()} on ${page.url()}`);
      void dialog.dismiss();
    });
    page.on("popup", (popup) =>
      this.harm.push(`a window opens: ${popup.url()}`),
    );
    page.on("request", (request) => {
      const url = request.url();
      const isOwn = url.startsWith(`${origin}/`) || /^(data|blob):/.test(url);
      if (!isOwn) this.harm.push(`${page.url()} asks for ${url}`);
    });
    page.on("websocket", (socket) => {
      if (!socket.url().startsWith(origin.replace("http", "ws")))
        this.harm.push(`${page.url()} connects to ${socket.url()}`);
    });
    page.on("framenavigated", (frame) => {
      if (frame.parentFrame() !== null)
        this.harm.push(`${page.url()} has a frame: ${frame.url()}`);
    });
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy"))
        this.harm.push(`the policy had to step in: ${message.text()}`);
    });
  }

  /** Looks at what is there, too: elements that nothing of ours makes, and what a script would have left. */
  async look(where: string): Promise<void> {
    const found = await this.page.evaluate(() => {
      const found = [
        ...document.querySelectorAll(
          "iframe, object, embed, base, frame, applet, portal, meta[http-equiv], form[action], video, audio, svg script, body script",
        ),
      ].map((element) => element.outerHTML.slice(0, 200));
      // Where a browser takes an address; in any other attribute it is words.
      const takes =
        /^(href|src|srcset|action|formaction|data|poster|xlink:href|ping|background)$/i;
      for (const element of document.querySelectorAll("*"))
        for (const { name, value } of element.attributes)
          if (
            /^on/i.test(name) ||
            (takes.test(name) &&
              /^\W*(javascript|vbscript|data:text)/i.test(value))
          )
            found.push(element.outerHTML.slice(0, 200));
      if ("ran" in window) found.push("a script ran");
      return found;
    });
    this.harm.push(...found.map((what) => `${where}: ${what}`));
  }
}

/** A program's connection to a document, as raw as the protocol is. */
class Program {
  readonly #socket: WebSocket;
  readonly #frames: Record<string, unknown>[] = [];
  #seq = 0;
  revision = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data: Buffer) => {
      const frame: unknown = JSON.parse(data.toString());
      if (typeof frame === "object" && frame !== null)
        this.#frames.push({ ...frame });
    });
  }

  static async join(
    origin: string,
    id: string,
    client: string,
    name: string,
  ): Promise<Program> {
    const address = `${origin.replace("http", "ws")}/ws/documents/${id}`;
    const program = new Program(new WebSocket(address, "scriptorium.v1"));
    await new Promise((resolve, reject) => {
      program.#socket.on("open", resolve);
      program.#socket.on("error", reject);
    });
    program.send({ type: "join", client, name });
    const joined = await program.next("joined", "error");
    program.revision = Number(joined["revision"] ?? 0);
    return program;
  }

  send(message: unknown): void {
    this.#socket.send(JSON.stringify(message));
  }

  /** The first message of one of these types that has not been taken. */
  async next(...types: readonly string[]): Promise<Record<string, unknown>> {
    for (;;) {
      const at = this.#frames.findIndex(({ type }) =>
        types.includes(String(type)),
      );
      const [frame] = at < 0 ? [] : this.#frames.splice(at, 1);
      if (frame !== undefined) return frame;
      await once(this.#socket, "message");
    }
  }

  /** Whether an edit was taken; otherwise its refusal was one that costs nothing else. */
  async edit(ops: readonly Op[]): Promise<boolean> {
    this.#seq += 1;
    this.send({
      type: "edit",
      seq: this.#seq,
      revision: this.revision,
      delta: ops,
    });
    const answer = await this.next("ack", "reject", "error");
    if (answer["type"] === "ack") this.revision = Number(answer["revision"]);
    else expect(answer["type"], String(answer["message"])).toBe("reject");
    return answer["type"] === "ack";
  }

  close(): void {
    this.#socket.close();
  }
}

async function call(
  origin: string,
  method: string,
  path: string,
  body: unknown,
): Promise<number> {
  const { status } = await fetch(origin + path, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(status, `${method} ${path}`).toBeLessThan(500);
  return status;
}

/** Puts the vectors everywhere where anybody may put anything, and returns the document with most of them. */
async function store({ server }: World): Promise<string> {
  const { origin } = server;
  const id = await server.create('"><img src=x onerror=alert(1)>');
  const program = await Program.join(origin, id, "hostile", "<b>x</b>");
  await writeAll(program);
  await linkAll(program);
  for (const [n, text] of VECTORS.entries())
    program.send({
      type: "plugin",
      plugin: "chat",
      body: { type: "post", sender: "hostile", n: n + 1, text },
    });
  program.close();
  for (let at = 0; at < VECTORS.length; at += 12) {
    const title = VECTORS.slice(at, at + 12)
      .join(" ")
      .replaceAll(/\p{Cc}/gu, " ")
      .slice(0, 199);
    await call(origin, "POST", "/api/documents", { title });
  }
  for (const vector of VECTORS.slice(0, 60)) {
    const part = encodeURIComponent(vector).replaceAll(/%2F|%00|%5C/g, "");
    await call(origin, "PUT", `/api/documents/${id}/plugins/${part}`, {
      on: false,
    });
    await call(
      origin,
      "POST",
      `/api/plugins/history/documents/${id}/versions`,
      {
        name: vector,
        revision: 1,
        by: vector,
      },
    );
  }
  return id;
}

/** As text, as embeds of no known type, as every attribute that a line, a word or a picture may have. */
async function writeAll(program: Program): Promise<void> {
  const delta = VECTORS.reduce((all, vector) => {
    const line = vector.replaceAll("\n", " ");
    return all
      .insert(line)
      .insert("\n", {
        align: vector,
        list: vector,
        header: vector,
        indent: vector,
        "code-block": vector,
      })
      .insert({ [`${vector} `]: vector }, { color: vector, width: vector })
      .insert({ video: vector })
      .insert("word", { color: vector, background: vector, font: vector })
      .insert("code", { code: vector, script: vector, [`${vector} `]: vector })
      .insert(" \n");
  }, new Delta());
  expect(await program.edit(delta.ops)).toBe(true);
}

/** As links and as pictures, one at a time: what leads anywhere but to the web or to mailboxes is not taken. */
async function linkAll(program: Program): Promise<void> {
  for (const vector of VECTORS) {
    const isTaken = await program.edit([
      { insert: "link", attributes: { link: vector } },
    ]);
    expect(isTaken, `the link ${vector}`).toBe(GOOD_LINK.test(vector));
    expect(
      await program.edit([{ insert: { image: vector } }]),
      `the picture ${vector}`,
    ).toBe(false);
  }
}

async function openPanel(person: Writer, label: string): Promise<void> {
  await person.page
    .getByRole("button", { name: new RegExp(`^${label}`) })
    .first()
    .click();
}

/** Whatever somebody manages to store, no page of ours runs it or fetches anything because of it. */
export function hostile(world: () => World): void {
  test("whatever is stored, nothing runs and nothing is fetched from elsewhere", async () => {
    expect(VECTORS.length).toBeGreaterThanOrEqual(200);
    const { origin } = world().server;
    const id = await store(world());
    const ann = await world().person();
    const { page } = ann;
    const watch = new Watch(page, ann.wire.origin);
    const guests = await Promise.all(
      VECTORS.slice(0, 24).map((name, n) =>
        Program.join(origin, id, `guest${String(n)}`, name),
      ),
    );

    await ann.open(id);
    await expect
      .poll(() => ann.words(), { timeout: PATIENCE_MS })
      .toContain("<script>alert(1)</script>");
    await watch.look("document");
    expect(await ann.agrees()).toBe(true);
    for (const [panel, seen] of [
      ["People", /others|person|people|alert|here/i],
      ["Chat", /alert/],
      ["History", /./],
    ] as const) {
      await openPanel(ann, panel);
      const body = page.locator(".panel-body:not([hidden])");
      await body.getByText(seen).first().waitFor();
      await watch.look(panel);
    }
    const slider = page.getByLabel("Moment in the document's history");
    await expect
      .poll(() => slider.getAttribute("max"), { timeout: PATIENCE_MS })
      .not.toBe("0");
    await slider.fill("1");
    await page.getByText("revision 1").first().waitFor();
    await watch.look("history at revision 1");
    await page.getByRole("button", { name: "Changes of" }).first().click();
    await watch.look("changes");
    for (const guest of guests) guest.close();

    await ann.visit("/");
    await page.locator(".document-title").first().waitFor();
    await watch.look("list");
    const box = page.getByLabel("Search all documents");
    for (const words of [
      "alert",
      "script onerror",
      '"><img src=x',
      "evil.invalid",
    ]) {
      await box.fill(words);
      await page.getByRole("option").first().waitFor();
      await watch.look(`search for ${words}`);
    }
    for (const vector of VECTORS) {
      const query = encodeURIComponent(vector);
      const { status } = await fetch(`${origin}/api/search?q=${query}`);
      expect(status, vector).toBeLessThan(500);
    }

    await ann.visit("/admin");
    await page.getByText("history").first().waitFor();
    await watch.look("admin");

    for (const format of ["html", "markdown", "text", "delta"]) {
      await ann.visit(`/api/documents/${id}/content?format=${format}`);
      await watch.look(format);
    }
    const markdown = await fetch(
      `${origin}/api/documents/${id}/content?format=markdown`,
    );
    // What is code in Markdown stands there as it was written.
    const prose = (await markdown.text()).replaceAll(
      /^(`{3,})[^\n]*\n[^]*?^\1$/gm,
      "",
    );
    expect(prose.match(/(?<!\\)\]\(<?\s*(?!https?:|mailto:).{0,60}/gi)).toBe(
      null,
    );

    for (const vector of VECTORS.filter((_, n) => n % 40 === 0)) {
      const part = encodeURIComponent(vector).replaceAll(/%2F|%00|%5C/g, "");
      for (const path of [
        `/d/${part}`,
        `/${part}`,
        `/api/documents/${part}`,
        `/api/search?q=x&limit=${part}`,
      ]) {
        await ann.visit(path);
        await watch.look(path);
      }
    }
    expect(watch.harm).toEqual([]);
  }, 240_000);
}
