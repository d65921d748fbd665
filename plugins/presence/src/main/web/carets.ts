import type { EditorView } from "@scriptorium/plugin-api";
import type { Person } from "./people.ts";

/** How long a name stands at a caret that has moved, in milliseconds. */
const NAMED = 2_500;

/** The letters that stand for a name where there is no room for it. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = (word: string | undefined): string => {
    const [letter = ""] = word ?? "";
    return letter.toLocaleUpperCase();
  };
  return words.length > 1
    ? first(words[0]) + first(words[words.length - 1])
    : first(words[0]);
}

/** Draws the others' carets and selections over the text. */
export class Carets {
  readonly #editor: EditorView;
  readonly #layer = document.createElement("div");
  readonly #shown = new Map<string, HTMLElement>();
  readonly #named = new Map<string, number>();

  constructor(editor: EditorView, signal: AbortSignal) {
    this.#editor = editor;
    this.#layer.className = "presence-carets";
    this.#layer.setAttribute("aria-hidden", "true");
    editor.overlay.append(this.#layer);
    signal.addEventListener("abort", () => {
      this.#layer.remove();
    });
  }

  /** Somebody has moved: his name shows for a moment. */
  moved(session: string): void {
    this.#named.set(session, performance.now() + NAMED);
  }

  draw(people: readonly Person[]): void {
    const here = new Set<string>();
    for (const person of people) {
      if (person.selection === undefined) continue;
      here.add(person.session);
      this.#drawOne(person, person.selection);
    }
    for (const [session, element] of this.#shown)
      if (!here.has(session)) {
        element.remove();
        this.#shown.delete(session);
      }
  }

  #drawOne(
    person: Person,
    { index, length }: NonNullable<Person["selection"]>,
  ): void {
    const host = this.#hostOf(person);
    const marks =
      length === 0 ? [] : this.#editor.rectangles({ index, length });
    const [caret] = this.#editor.rectangles({
      index: index + length,
      length: 0,
    });
    host.replaceChildren(
      ...marks.map((mark) => box("presence-selection", mark)),
      ...(caret ? [this.#caret(person, caret)] : []),
    );
  }

  #hostOf({ session, color }: Person): HTMLElement {
    const known = this.#shown.get(session);
    const host = known ?? document.createElement("div");
    host.style.setProperty("--person", color);
    if (known === undefined) {
      this.#shown.set(session, host);
      this.#layer.append(host);
    }
    return host;
  }

  #caret({ session, name, typing }: Person, at: DOMRect): HTMLElement {
    const caret = box("presence-caret", at);
    const label = document.createElement("span");
    const isNamed =
      typing || (this.#named.get(session) ?? 0) > performance.now();
    label.className = "presence-label";
    label.textContent = isNamed ? name : initials(name);
    label.toggleAttribute("data-below", at.top < 24);
    caret.append(label);
    return caret;
  }
}

function box(name: string, { left, top, width, height }: DOMRect): HTMLElement {
  const element = document.createElement("div");
  element.className = name;
  Object.assign(element.style, {
    left: `${String(left)}px`,
    top: `${String(top)}px`,
    width: `${String(width)}px`,
    height: `${String(height)}px`,
  });
  return element;
}
