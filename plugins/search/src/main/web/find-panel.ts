import type { DocumentContext, Icon, Span } from "@scriptorium/plugin-api";
import { FindForm } from "./find-form.ts";
import { findAll, MOST_FINDS, nextFrom, replaceEdit } from "./find.ts";

const ICON: Icon = {
  paths: ["M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14z", "M21 21l-4.9-4.9"],
};

/** How long after the last change the text is searched again. */
const PAUSE_MS = 120;

/** Finds and replaces in the open document. Others' typing moves what was found, and is never overwritten. */
export class FindPanel {
  readonly #context: DocumentContext;
  readonly #form: FindForm;
  #finds: readonly Span[] = [];
  /** Which of the finds is the one; -1 if none is. */
  #current = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOpen = false;
  /** The text changed since the finds were made. */
  #isStale = false;

  constructor(context: DocumentContext) {
    this.#context = context;
    this.#form = new FindForm({
      look: () => {
        this.#look();
      },
      next: () => {
        this.#go(1);
      },
      previous: () => {
        this.#go(-1);
      },
      replace: () => {
        this.#replace();
      },
      replaceAll: () => {
        this.#replaceAll();
      },
      leave: () => {
        panel.close();
      },
    });
    const panel = context.addPanel({
      label: "Find and replace",
      icon: ICON,
      render: (host) => {
        this.#form.attach(host);
      },
      onToggle: (isOpen) => {
        this.#toggled(isOpen);
      },
    });
    this.#commands(() => {
      panel.open();
      this.#form.focus(this.#selectedText());
    });
    context.editor.onChange(() => {
      this.#changed();
    });
    context.signal.addEventListener("abort", () => {
      clearTimeout(this.#timer);
    });
  }

  #commands(open: () => void): void {
    const command = (chord: string, label: string, run: () => void) => {
      this.#context.addCommand({ chord, label, run });
    };
    command("mod+F", "Find and replace", open);
    command("mod+G", "Next find", () => {
      this.#go(1);
    });
    command("mod+shift+G", "Previous find", () => {
      this.#go(-1);
    });
  }

  /** What is selected is what one wants to find, if it is on one line. */
  #selectedText(): string | undefined {
    const { editor } = this.#context;
    const selected = editor.selection();
    if (selected === undefined || selected.length === 0) return undefined;
    const text = editor
      .text()
      .slice(selected.index, selected.index + selected.length);
    return text.length <= 100 && !/[\n\ufffc]/.test(text) ? text : undefined;
  }

  #toggled(isOpen: boolean): void {
    this.#isOpen = isOpen;
    if (isOpen) {
      this.#form.focus(this.#selectedText());
      this.#look();
      return;
    }
    const find = this.#finds[this.#current];
    this.#finds = [];
    this.#mark();
    if (find !== undefined) this.#context.editor.select(find);
    this.#context.editor.focus();
  }

  #changed(): void {
    if (!this.#isOpen) return;
    this.#isStale = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#search();
    }, PAUSE_MS);
  }

  /** Something else is looked for: the first find from where one is becomes the current one. */
  #look(): void {
    this.#search();
    const { editor } = this.#context;
    const from = editor.selection()?.index ?? editor.topVisible();
    this.#current = nextFrom(this.#finds, from);
    this.#show();
  }

  /** Searches the text as it is; the find that was the current one stays it, or the one after it becomes it. */
  #search(): void {
    clearTimeout(this.#timer);
    const before = this.#finds[this.#current]?.index;
    this.#finds = findAll(this.#context.editor.text(), this.#form.wanted());
    this.#current = before === undefined ? -1 : nextFrom(this.#finds, before);
    this.#isStale = false;
    this.#mark();
  }

  #go(by: number): void {
    if (this.#isStale || this.#finds.length === 0) this.#search();
    const count = this.#finds.length;
    if (count === 0) return;
    this.#current =
      this.#current < 0
        ? nextFrom(this.#finds, this.#context.editor.topVisible())
        : (this.#current + by + count) % count;
    this.#show();
  }

  #show(): void {
    const find = this.#finds[this.#current];
    if (find !== undefined) this.#context.editor.scrollTo(find.index);
    this.#mark();
  }

  #mark(): void {
    const { editor } = this.#context;
    const current = this.#finds[this.#current];
    editor.highlight("finds", this.#finds, {
      background: "var(--warn-wash)",
      underline: "dotted",
    });
    editor.highlight("find", current === undefined ? [] : [current], {
      background: "var(--accent-wash)",
      underline: "solid",
    });
    this.#form.show({
      count: this.#finds.length,
      isMore: this.#finds.length === MOST_FINDS,
      current: this.#current,
      isReadonly: editor.isReadonly,
    });
  }

  #replace(): void {
    if (this.#isStale) this.#search();
    const find = this.#finds[this.#current];
    if (find === undefined) {
      this.#go(1);
      return;
    }
    const replacement = this.#form.replacement();
    this.#edit([find]);
    this.#search();
    this.#current = nextFrom(this.#finds, find.index + replacement.length);
    this.#show();
  }

  #replaceAll(): void {
    this.#search();
    const count = this.#finds.length;
    this.#edit(this.#finds);
    this.#search();
    const words = count === 1 ? "1 replaced." : `${count} replaced.`;
    this.#form.say(words);
    this.#context.announce(words);
  }

  #edit(spans: readonly Span[]): void {
    const { editor } = this.#context;
    if (spans.length === 0 || editor.isReadonly) return;
    editor.edit(
      replaceEdit(editor.contents(), spans, this.#form.replacement()),
    );
  }
}
