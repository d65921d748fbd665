import { html, LitElement, nothing, type TemplateResult } from "lit";
import { begin, type Conversation, type Pending } from "./conversation.ts";
import type { Message } from "./message.ts";
import { clockOf, dayOf, mentionAt, pieces } from "./words.ts";

const EMOJI = [..."👍👎❤🎉🙏👏🔥✅😀😂😊😉😍🤔😅😢😮😎🙌👀💡🚀☕🐞"] as const;

/** The events of the panel and their details. */
export interface ChatPanelEvents {
  "chat-post": CustomEvent<string>;
  "chat-edit": CustomEvent<{ id: number; text: string }>;
  "chat-delete": CustomEvent<number>;
  "chat-withdraw": CustomEvent<Pending>;
  "chat-older": CustomEvent<undefined>;
}

/** The conversation, and where one writes. */
export class ChatPanel extends LitElement {
  static override readonly properties = {
    conversation: { attribute: false },
    me: { attribute: false },
    isOpen: { attribute: false },
    mayPost: { attribute: false },
    editing: { state: true },
    picking: { state: true },
    suggestions: { state: true },
    chosen: { state: true },
  };

  declare conversation: Conversation;
  /** This user's name. */
  declare me: string;
  /** Whether there is a connection. */
  declare isOpen: boolean;
  /** Whether this user may say something; who may not reads along. */
  declare mayPost: boolean;
  declare protected editing: number | undefined;
  declare protected picking: boolean;
  declare protected suggestions: readonly string[];
  declare protected chosen: number;

  #wasAtEnd = true;

  constructor() {
    super();
    this.conversation = begin([], 0);
    this.me = "";
    this.isOpen = false;
    this.mayPost = false;
    this.picking = false;
    this.suggestions = [];
    this.chosen = 0;
  }

  /** The page's styles are the panel's. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** The field that one writes in gets the focus. */
  async focusField(): Promise<void> {
    await this.updateComplete;
    this.#field?.focus();
  }

  get #field(): HTMLTextAreaElement | null {
    return this.querySelector<HTMLTextAreaElement>(".chat-form textarea");
  }

  get #log(): HTMLElement | null {
    return this.querySelector<HTMLElement>(".chat-log");
  }

  protected override willUpdate(): void {
    const log = this.#log;
    if (log)
      this.#wasAtEnd =
        log.scrollTop + log.clientHeight >= log.scrollHeight - 24;
  }

  protected override updated(): void {
    const log = this.#log;
    if (log && this.#wasAtEnd) log.scrollTop = log.scrollHeight;
  }

  protected override render(): TemplateResult {
    const { messages, pending, more, complaint } = this.conversation;
    const isEmpty = messages.length + pending.length === 0;
    return html`<div
        class="chat-log"
        role="log"
        aria-label="Messages"
        tabindex="0"
      >
        ${
          more
            ? html`<button
                type="button"
                class="button quiet"
                @click=${() => {
                  this.#tell("chat-older", undefined);
                }}
              >
                Older messages
              </button>`
            : nothing
        }
        ${isEmpty ? html`<p class="chat-empty">Nothing was said yet. What you write here stays beside the document.</p>` : nothing}
        ${messages.map((message, at) => this.#line(message, messages[at - 1]))}
        ${pending.map((one) => this.#pendingLine(one))}
      </div>
      ${complaint === undefined ? nothing : html`<p class="chat-complaint" role="alert">${complaint}</p>`}
      ${
        this.mayPost
          ? this.#form()
          : html`<p class="chat-reading" role="status">
              You can read along here. To say something you need to be a
              commenter of this document: ask its owner.
            </p>`
      }`;
  }

  #line(message: Message, before: Message | undefined): TemplateResult {
    const day = dayOf(message.time);
    const isNewDay = before === undefined || dayOf(before.time) !== day;
    const goesOn =
      !isNewDay &&
      before.author === message.author &&
      message.time - before.time < 300_000;
    return html`${isNewDay ? html`<p class="chat-day">${day}</p>` : nothing}
      <article class="chat-message" ?data-goes-on=${goesOn}>
        <header class=${goesOn ? "visually-hidden" : ""}>
          <b>${message.name}</b>
          <time datetime=${new Date(message.time).toISOString()}
            >${clockOf(message.time)}</time
          >
        </header>
        ${this.editing === message.id ? this.#editForm(message) : this.#text(message)}
      </article>`;
  }

  #text(message: Message): TemplateResult {
    if (message.deleted)
      return html`<p class="chat-deleted">This message was deleted.</p>`;
    const edited = message.edited === undefined ? "" : " (edited)";
    return html`<p class="chat-text" dir="auto">
        <span>${this.#pieces(message.text)}</span><small>${edited}</small>
      </p>
      ${this.mayPost && message.author === this.conversation.you ? this.#actions(message) : nothing}`;
  }

  #pieces(text: string): readonly unknown[] {
    return pieces(text, this.conversation.people, this.me).map((piece) => {
      switch (piece.type) {
        case "text":
          return piece.text;
        case "link":
          return html`<a
            href=${piece.href}
            target="_blank"
            rel="noopener noreferrer"
            >${piece.text}</a
          >`;
        case "mention":
          return html`<mark class="chat-mention" ?data-me=${piece.isMe}
            >${piece.text}</mark
          >`;
      }
    });
  }

  #actions({ id }: Message): TemplateResult {
    return html`<span class="chat-actions">
      <button
        type="button"
        class="button quiet"
        @click=${() => {
          this.editing = id;
        }}
      >
        Edit
      </button>
      <button
        type="button"
        class="button quiet"
        @click=${() => {
          this.#tell("chat-delete", id);
        }}
      >
        Delete
      </button>
    </span>`;
  }

  #editForm({ id, text }: Message): TemplateResult {
    const done = (): void => {
      this.editing = undefined;
      void this.focusField();
    };
    return html`<form
      class="chat-edit"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const field = this.querySelector<HTMLTextAreaElement>(
          ".chat-edit textarea",
        );
        const words = field?.value.trim() ?? "";
        if (words !== "" && words !== text)
          this.#tell("chat-edit", { id, text: words });
        done();
      }}
    >
      <textarea
        aria-label="Change the message"
        rows="2"
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === "Escape") {
            event.stopPropagation();
            done();
          } else submitOnEnter(event);
        }}
        .value=${text}
      ></textarea>
      <button class="button">Save</button>
      <button type="button" class="button quiet" @click=${done}>Cancel</button>
    </form>`;
  }

  #pendingLine(one: Pending): TemplateResult {
    return html`<article class="chat-message" data-pending>
      <p class="chat-text" dir="auto"><span>${one.text}</span></p>
      ${
        one.refusal === undefined
          ? html`<p class="chat-fate">
              ${pendingWords(this.isOpen, this.mayPost)}
            </p>`
          : html`<p class="chat-fate" role="alert">${one.refusal}</p>
              <button
                type="button"
                class="button quiet"
                @click=${() => {
                  this.#tell("chat-withdraw", one);
                }}
              >
                Change it
              </button>`
      }
    </article>`;
  }

  #form(): TemplateResult {
    return html`<form
      class="chat-form"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        this.#post();
      }}
    >
      ${this.#suggestionList()}
      ${
        this.picking
          ? html`<div class="chat-emoji" role="group" aria-label="Emoji">
              ${EMOJI.map(
                (emoji) =>
                  html`<button
                    type="button"
                    class="button quiet"
                    @click=${() => {
                      this.#insert(emoji);
                      this.picking = false;
                    }}
                  >
                    ${emoji}
                  </button>`,
              )}
            </div>`
          : nothing
      }
      <textarea
        data-autofocus
        rows="2"
        maxlength="4000"
        aria-label="Message"
        aria-describedby="chat-hint"
        placeholder="Write a message"
        @input=${() => {
          this.#suggest();
        }}
        @keydown=${(event: KeyboardEvent) => {
          this.#onKey(event);
        }}
      ></textarea>
      <div class="chat-buttons">
        <button
          type="button"
          class="button quiet"
          aria-label="Emoji"
          aria-expanded=${this.picking}
          @click=${() => {
            this.picking = !this.picking;
          }}
        >
          ☺
        </button>
        <span id="chat-hint" class="chat-hint"
          >Enter sends, Shift Enter begins a line</span
        >
        <button class="button primary">Send</button>
      </div>
    </form>`;
  }

  #suggestionList(): unknown {
    if (this.suggestions.length === 0) return nothing;
    return html`<ul
      class="chat-names"
      role="listbox"
      aria-label="People to mention"
    >
      ${this.suggestions.map(
        (name, at) =>
          html`<li
            role="option"
            aria-selected=${at === this.chosen}
            @mousedown=${(event: MouseEvent) => {
              event.preventDefault();
              this.#complete(name);
            }}
          >
            ${name}
          </li>`,
      )}
    </ul>`;
  }

  #suggest(): void {
    const field = this.#field;
    const begun = field
      ? mentionAt(field.value, field.selectionStart)
      : undefined;
    const typed = begun?.toLocaleLowerCase();
    this.chosen = 0;
    this.suggestions =
      typed === undefined
        ? []
        : this.conversation.people
            .filter((name) => name.toLocaleLowerCase().startsWith(typed))
            .slice(0, 6);
  }

  #onKey(event: KeyboardEvent): void {
    const count = this.suggestions.length;
    const chosen = this.suggestions[this.chosen];
    if (event.isComposing) return;
    if (chosen !== undefined && ["Enter", "Tab"].includes(event.key)) {
      event.preventDefault();
      this.#complete(chosen);
    } else if (count > 0 && event.key === "ArrowDown") {
      event.preventDefault();
      this.chosen = (this.chosen + 1) % count;
    } else if (count > 0 && event.key === "ArrowUp") {
      event.preventDefault();
      this.chosen = (this.chosen + count - 1) % count;
    } else if (count > 0 && event.key === "Escape") {
      event.stopPropagation();
      this.suggestions = [];
    } else submitOnEnter(event);
  }

  #complete(name: string): void {
    const field = this.#field;
    if (!field) return;
    const begun = mentionAt(field.value, field.selectionStart) ?? "";
    const start = field.selectionStart - begun.length;
    field.setRangeText(`${name} `, start, field.selectionStart, "end");
    this.suggestions = [];
    field.focus();
  }

  #insert(text: string): void {
    const field = this.#field;
    if (!field) return;
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.focus();
  }

  /** Gives back what was to be said, to be changed. */
  restore(text: string): void {
    const field = this.#field;
    if (field)
      field.value = field.value === "" ? text : `${text}\n${field.value}`;
    void this.focusField();
  }

  #post(): void {
    const field = this.#field;
    const text = field?.value.trim() ?? "";
    if (!field || text === "") return;
    field.value = "";
    this.suggestions = [];
    this.#wasAtEnd = true;
    this.#tell("chat-post", text);
  }

  #tell<T>(type: keyof ChatPanelEvents, detail: T): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function submitOnEnter(event: KeyboardEvent): void {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (event.target instanceof HTMLTextAreaElement)
    event.target.form?.requestSubmit();
}

function pendingWords(isOpen: boolean, mayPost: boolean): string {
  if (!mayPost) return "Not sent: you may only read. Kept on this device.";
  return isOpen
    ? "Sending …"
    : "Waiting for the connection; kept on this device.";
}
