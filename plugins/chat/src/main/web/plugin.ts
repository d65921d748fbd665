import type {
  DocumentContext,
  Icon,
  PanelHandle,
} from "@scriptorium/plugin-api";
import { ChatPanel } from "./chat-panel.ts";
import {
  asked,
  begin,
  type Conversation,
  type Pending,
  post,
  readAll,
  type Request,
  take,
  unread,
  withdraw,
} from "./conversation.ts";
import { readReply, type Reply } from "./message.ts";
import { pieces } from "./words.ts";

const ICON: Icon = {
  paths: ["M21 15a2 2 0 0 1-2 2H7l-4 4V5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2z"],
};

const ELEMENT = "chat-panel";

/** A conversation beside the document. */
export function activateDocument(context: DocumentContext): void {
  if (customElements.get(ELEMENT) === undefined)
    customElements.define(ELEMENT, ChatPanel);
  new Chat(context);
}

/** Rises with the clock; chance keeps two tabs apart. */
function newNumber(): number {
  return Date.now() * 1000 + Math.floor(Math.random() * 1000);
}

class Chat {
  readonly #context: DocumentContext;
  readonly #panel: PanelHandle;
  readonly #view = new ChatPanel();
  readonly #sender: string;
  /** The numbers of all messages that this tab has sent or taken over. */
  readonly #own = new Set<number>();
  #state: Conversation;

  constructor(context: DocumentContext) {
    this.#context = context;
    this.#sender = this.#rememberedSender();
    this.#state = begin(
      this.#rememberedPending(),
      this.#recalledNumber("read"),
      this.#recalledNumber("last"),
    );
    this.#panel = context.addPanel({
      label: "Chat",
      icon: ICON,
      chord: "mod+alt+C",
      render: (host) => {
        host.append(this.#view);
      },
      onToggle: (isOpen) => {
        if (!isOpen) return;
        this.#moved(readAll(this.#state));
        void this.#view.focusField();
      },
    });
    this.#listen();
  }

  #listen(): void {
    const { channel, me, signal } = this.#context;
    const view = this.#view;
    channel.onMessage((body) => {
      const reply = readReply(body);
      if (reply) this.#take(reply);
    });
    channel.onOpen((isOpen) => {
      view.isOpen = isOpen;
      if (isOpen)
        asked(this.#state, this.#sender)
          .filter(({ type }) => type !== "post" || me.may("commenter"))
          .forEach(this.#ask);
    });
    const takeMe = (): void => {
      const mayPost = me.may("commenter");
      // What was not taken while this user might not say it is said now.
      if (mayPost && !view.mayPost && channel.isOpen)
        asked(this.#state, this.#sender).forEach(this.#ask);
      view.me = me.name;
      view.mayPost = mayPost;
    };
    me.onChange(takeMe);
    takeMe();
    const on = <T>(type: string, act: (detail: T) => void): void => {
      view.addEventListener(
        type,
        (event) => {
          act((event as CustomEvent<T>).detail);
        },
        { signal },
      );
    };
    on("chat-post", (text: string) => {
      const [state, pending] = post(this.#state, text, newNumber());
      this.#moved(state);
      this.#ask({ type: "post", sender: this.#sender, ...pending });
    });
    on("chat-edit", (edit: { id: number; text: string }) => {
      this.#ask({ type: "edit", ...edit });
    });
    on("chat-delete", (id: number) => {
      this.#ask({ type: "delete", id });
    });
    on("chat-withdraw", ({ n, text }: Pending) => {
      this.#moved(withdraw(this.#state, n));
      view.restore(text);
    });
    on("chat-older", () => {
      const before = this.#state.messages[0]?.id ?? 0;
      this.#ask({ type: "page", before });
    });
  }

  readonly #ask = (request: Request): void => {
    this.#context.channel.send(request);
  };

  #take(reply: Reply): void {
    const known = this.#state.messages.at(-1)?.id ?? Number.POSITIVE_INFINITY;
    const [state, requests] = take(this.#state, reply);
    this.#moved(this.#panel.isOpen ? readAll(state) : state);
    requests.forEach(this.#ask);
    if (reply.type === "message" && reply.message.id > known)
      this.#announce(reply);
  }

  /** With the panel closed, nobody sees what was said; a mention is said with its words. */
  #announce({ message }: Extract<Reply, { type: "message" }>): void {
    if (this.#panel.isOpen || message.author === this.#state.you) return;
    const { people } = this.#state;
    const isForMe = pieces(message.text, people, this.#context.me.name).some(
      (piece) => piece.type === "mention" && piece.isMe,
    );
    this.#context.announce(
      isForMe
        ? `${message.name} mentioned you: ${message.text}`
        : `New message from ${message.name}.`,
    );
  }

  #moved(state: Conversation): void {
    this.#state = state;
    this.#view.conversation = state;
    this.#panel.update({ badge: unread(state) });
    this.#remember("read", String(state.read));
    this.#remember("last", String(state.lastNumber));
    this.#rememberPending(state.pending);
  }

  #recalledNumber(key: string): number {
    return Number(this.#recall(key) ?? 0);
  }

  /** Other tabs' messages stay remembered beside those of this one. */
  #rememberPending(pending: readonly Pending[]): void {
    for (const { n } of pending) this.#own.add(n);
    const others = this.#rememberedPending().filter(
      ({ n }) => !this.#own.has(n),
    );
    this.#remember("pending", JSON.stringify([...others, ...pending]));
  }

  /** Of this document, on this device. */
  #remember(key: string, value: string): void {
    this.#context.remember(`${this.#context.document.id}/${key}`, value);
  }

  #recall(key: string): string | undefined {
    return this.#context.recall(`${this.#context.document.id}/${key}`);
  }

  /** Names this device for good. */
  #rememberedSender(): string {
    const known = this.#recall("sender");
    if (known !== undefined) return known;
    const sender = crypto.randomUUID();
    this.#remember("sender", sender);
    return sender;
  }

  #rememberedPending(): readonly Pending[] {
    const stored: unknown = JSON.parse(this.#recall("pending") ?? "[]");
    if (!Array.isArray(stored)) return [];
    return stored.flatMap((one: unknown) => {
      const { n, text } = (one ?? {}) as Partial<
        Record<keyof Pending, unknown>
      >;
      return typeof n === "number" && typeof text === "string"
        ? [{ n, text }]
        : [];
    });
  }
}
