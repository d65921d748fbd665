import fc from "fast-check";
import { expect, test } from "vitest";
import {
  asked,
  begin,
  type Conversation,
  post,
  readAll,
  type Request,
  take,
  unread,
  withdraw,
} from "./conversation.ts";
import { type Message, readReply, type Reply } from "./message.ts";
import { mentionAt, pieces } from "./words.ts";

/** The server half as the protocol of the two says it is. */
class Server {
  readonly messages: Message[] = [];
  readonly #known = new Map<string, number>();
  #event = 0;

  answer(request: Request): readonly Reply[] {
    switch (request.type) {
      case "post": {
        const key = `${request.sender}/${String(request.n)}`;
        const known = this.#known.get(key);
        const message =
          this.messages[(known ?? 0) - 1] ??
          this.#keep({ id: this.messages.length + 1, text: request.text });
        this.#known.set(key, message.id);
        return [
          { type: "sent", n: request.n, message },
          { type: "message", message },
        ];
      }
      case "edit":
        return [
          {
            type: "message",
            message: this.#keep({ id: request.id, text: request.text }),
          },
        ];
      case "delete":
        return [
          {
            type: "message",
            message: this.#keep({ id: request.id, text: "", deleted: true }),
          },
        ];
      case "sync": {
        const after = this.messages
          .filter(({ event }) => event > request.after)
          .sort((one, other) => one.event - other.event);
        const page = after.slice(0, 3);
        const more = after.length > page.length;
        const event = more ? (page.at(-1)?.event ?? 0) : this.#event;
        return [{ type: "synced", messages: page, event, more }];
      }
      case "page":
        return [
          {
            type: "page",
            messages: this.messages.slice(-3),
            before: request.before,
            event: this.#event,
            more: this.messages.length > 3,
          },
        ];
    }
  }

  #keep(news: { id: number; text: string; deleted?: boolean }): Message {
    this.#event += 1;
    const message: Message = {
      event: this.#event,
      author: "a",
      name: "Ada",
      time: 1,
      edited: undefined,
      deleted: false,
      ...news,
    };
    this.messages[news.id - 1] = message;
    return message;
  }
}

function takeAll(
  state: Conversation,
  replies: readonly Reply[],
  server: Server,
): Conversation {
  let current = state;
  const queue = [...replies];
  for (let reply = queue.shift(); reply !== undefined; reply = queue.shift()) {
    const [next, requests] = take(current, reply);
    current = next;
    for (const request of requests) queue.push(...server.answer(request));
  }
  return current;
}

test("whatever is lost on the way, everything is there once in the end", () => {
  const step = fc.record({
    text: fc.string({ minLength: 1, maxLength: 3 }),
    requestArrives: fc.boolean(),
    answerArrives: fc.boolean(),
    edits: fc.boolean(),
    reconnects: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const server = new Server();
      let state = takeAll(
        begin(),
        server.answer({ type: "page", before: 0 }),
        server,
      );
      const reconnect = (): void => {
        for (const request of asked(state, "me"))
          state = takeAll(state, server.answer(request), server);
      };
      for (const {
        text,
        requestArrives,
        answerArrives,
        edits,
        reconnects,
      } of steps) {
        const [posted, pending] = post(state, text, 0);
        state = posted;
        if (requestArrives) {
          const replies = server.answer({
            type: "post",
            sender: "me",
            ...pending,
          });
          if (answerArrives) state = takeAll(state, replies, server);
        }
        if (edits && server.messages.length > 0) {
          const replies = server.answer({ type: "edit", id: 1, text });
          if (answerArrives) state = takeAll(state, replies, server);
        }
        if (reconnects) reconnect();
      }
      reconnect();
      expect(state.pending).toEqual([]);
      expect(server.messages).toHaveLength(steps.length);
      expect(state.messages).toEqual(server.messages);
    }),
  );
});

test("others' messages count as unread until they are seen", () => {
  const server = new Server();
  let state = takeAll(begin(), [{ type: "you", author: "me" }], server);
  state = takeAll(
    state,
    server.answer({ type: "post", sender: "x", n: 1, text: "hello" }),
    server,
  );
  expect(unread(state)).toBe(1);
  expect(unread(readAll(state))).toBe(0);
  expect(unread({ ...state, you: "a" })).toBe(0);
});

test("what is refused waits for its writer, who gets it back", () => {
  const [state, { n }] = post(begin(), "hi", 5);
  const [refused] = take(state, {
    type: "refused",
    request: "post",
    about: n,
    message: "too many",
  });
  expect(refused.pending).toEqual([{ n, text: "hi", refusal: "too many" }]);
  expect(asked(refused, "me").filter(({ type }) => type === "post")).toEqual(
    [],
  );
  expect(withdraw(refused, n).pending).toEqual([]);
});

test("what is no reply is not taken for one", () => {
  for (const body of [
    null,
    1,
    "x",
    {},
    { type: "message" },
    { type: "sent", message: { id: -1 } },
  ])
    expect(readReply(body)).toBeUndefined();
});

test("links lead only where they may, and end before the sentence does", () => {
  expect(pieces("see https://example.org/a_(b)?q=1. Yes", [], "")).toEqual([
    { type: "text", text: "see " },
    {
      type: "link",
      text: "https://example.org/a_(b)?q=1",
      href: "https://example.org/a_(b)?q=1",
    },
    { type: "text", text: ". Yes" },
  ]);
  const script = pieces(
    "javascript:alert(1) <b>x</b> data:text/html,x",
    [],
    "",
  );
  expect(script.every(({ type }) => type === "text")).toBe(true);
});

test("the longest name is mentioned", () => {
  expect(
    pieces("hi @Ada Lovelace!", ["Ada", "Ada Lovelace"], "Ada Lovelace"),
  ).toEqual([
    { type: "text", text: "hi " },
    { type: "mention", text: "@Ada Lovelace", isMe: true },
    { type: "text", text: "!" },
  ]);
  expect(mentionAt("hello @Ad", 9)).toBe("Ad");
  expect(mentionAt("mail a@b", 8)).toBeUndefined();
});
