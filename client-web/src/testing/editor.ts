import Delta from "quill-delta";
import type { DocumentSession, SessionEvents } from "../document-session.ts";
import type { Draft } from "../storage.ts";
import { canonical } from "./random-edits.ts";

/** An editor reduced to its content: it shows what its session says, and tells it what its user does. */
export class Editor {
  content: Delta | undefined;
  readonly contents: SessionEvents["content"][] = [];
  readonly states: string[] = [];
  readonly notices: SessionEvents["notice"][] = [];
  readonly drafts: Draft[] = [];
  readonly news: SessionEvents["document"][] = [];
  readonly pluginMessages: SessionEvents["plugin"][] = [];

  constructor(readonly session: DocumentSession) {
    session.addEventListener("content", ({ detail }) => {
      this.contents.push(detail);
      this.content = detail.content;
    });
    session.addEventListener("change", ({ detail }) => {
      this.content = this.#shown().compose(detail.delta);
    });
    session.addEventListener("state", ({ detail }) => {
      this.states.push(detail.state.type);
    });
    session.addEventListener("notice", ({ detail }) => {
      this.notices.push(detail);
    });
    session.addEventListener("draft", ({ detail }) => {
      this.drafts.push(detail.draft);
    });
    session.addEventListener("document", ({ detail }) => {
      this.news.push(detail);
    });
    session.addEventListener("plugin", ({ detail }) => {
      this.pluginMessages.push(detail);
    });
  }

  /** What it shows, as one string; an embed counts as one star. */
  get text(): string {
    return this.#shown()
      .ops.map(({ insert }) => (typeof insert === "string" ? insert : "*"))
      .join("");
  }

  /** What it shows, in canonical form. */
  get canonical(): Delta {
    return canonical(this.#shown());
  }

  /** Its user does `delta`. */
  do(delta: Delta): void {
    this.content = this.#shown().compose(delta);
    this.session.edit(delta);
  }

  /** Its user types `text` at `index`. */
  type(text: string, index = 0): void {
    this.do(new Delta().retain(index).insert(text));
  }

  #shown(): Delta {
    if (!this.content) {
      throw new Error("the editor has no content yet");
    }
    return this.content;
  }
}
