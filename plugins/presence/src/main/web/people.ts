import type { ChangeSource, EditorView, Span } from "@scriptorium/plugin-api";
import type Delta from "quill-delta";
import type { News, ToldPerson, ToldSpan } from "./message.ts";

/** Somebody else in the document, with positions of this editor as it is now. */
export interface Person {
  readonly session: string;
  readonly name: string;
  readonly color: string;
  readonly selection: Span | undefined;
  readonly top: number | undefined;
  readonly typing: boolean;
}

type Positions = Pick<EditorView, "fromRevision" | "transform">;

/** Everybody else in the document. Positions are carried over every change from the moment they are known here. */
export class People {
  readonly #editor: Positions;
  readonly #onChange: (
    changed: readonly Person[],
    left: readonly Person[],
  ) => void;
  readonly #people = new Map<string, Person>();
  #taking: Promise<void> = Promise.resolve();

  constructor(
    editor: Positions,
    onChange: (changed: readonly Person[], left: readonly Person[]) => void,
  ) {
    this.#editor = editor;
    this.#onChange = onChange;
  }

  /** All, in order of their names. */
  all(): readonly Person[] {
    return [...this.#people.values()].sort((one, other) =>
      one.name.localeCompare(other.name),
    );
  }

  get(session: string): Person | undefined {
    return this.#people.get(session);
  }

  /** Takes news in, each after those before it; `me` is not among the others. */
  take(news: News, me: string | undefined): Promise<void> {
    this.#taking = this.#taking.then(() => this.#takeIn(news, me));
    return this.#taking;
  }

  /** Nobody is known any more: the connection was lost. */
  clear(): void {
    const left = [...this.#people.values()];
    this.#people.clear();
    this.#onChange([], left);
  }

  /** The document has changed: everybody's positions with it. */
  carry(delta: Delta, source: ChangeSource): void {
    for (const [session, person] of this.#people) {
      this.#people.set(session, {
        ...person,
        selection:
          person.selection && this.#carried(person.selection, delta, source),
        top:
          person.top === undefined
            ? undefined
            : this.#editor.transform(person.top, delta, "before"),
      });
    }
  }

  /**
   * What others insert at somebody's caret is most likely what he typed himself: the caret goes on behind it. What
   * this user inserts there is not.
   */
  #carried({ index, length }: Span, delta: Delta, source: ChangeSource): Span {
    if (length === 0) {
      const stays = source === "others" ? "after" : "before";
      return { index: this.#editor.transform(index, delta, stays), length: 0 };
    }
    const start = this.#editor.transform(index, delta, "after");
    const end = this.#editor.transform(index + length, delta, "before");
    return { index: start, length: Math.max(0, end - start) };
  }

  async #takeIn(
    { people, left, revision }: News,
    me: string | undefined,
  ): Promise<void> {
    const others = people.filter(({ session }) => session !== me);
    const arrived = await Promise.all(
      others.map((person) => this.#here(person, revision)),
    );
    const gone = left.flatMap((session) => this.#people.get(session) ?? []);
    for (const { session } of gone) this.#people.delete(session);
    for (const person of arrived) this.#people.set(person.session, person);
    this.#onChange(arrived, gone);
  }

  async #here(person: ToldPerson, revision: number): Promise<Person> {
    const [selection, top] = await Promise.all([
      person.selection && this.#span(person.selection, revision),
      person.top === undefined
        ? undefined
        : this.#editor.fromRevision(person.top, revision, "before"),
    ]);
    return { ...person, selection, top };
  }

  async #span({ index, length }: ToldSpan, revision: number): Promise<Span> {
    const [start, end] = await Promise.all([
      this.#editor.fromRevision(
        index,
        revision,
        length === 0 ? "before" : "after",
      ),
      this.#editor.fromRevision(index + length, revision, "before"),
    ]);
    return { index: start, length: Math.max(0, end - start) };
  }
}
