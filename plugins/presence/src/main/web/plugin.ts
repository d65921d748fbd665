import type {
  Banner,
  DocumentContext,
  Handle,
  Icon,
} from "@scriptorium/plugin-api";
import { Carets } from "./carets.ts";
import { readNews } from "./message.ts";
import { People, type Person } from "./people.ts";
import { PeoplePanel } from "./people-panel.ts";
import { Whereabouts } from "./whereabouts.ts";

const ICON: Icon = {
  paths: [
    "M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2",
    "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8z",
    "M22 21v-2a4 4 0 0 0-3-3.87",
    "M16 3.13a4 4 0 0 1 0 7.75",
  ],
};

/** Shows who else is in the document, where they write, and follows one of them. */
export function activateDocument(context: DocumentContext): void {
  new PresenceView(context);
}

class PresenceView {
  readonly #context: DocumentContext;
  readonly #people: People;
  readonly #carets: Carets;
  readonly #panel: PeoplePanel;
  readonly #known = new Set<string>();
  #followed: string | undefined;
  #banner: Handle<Banner> | undefined;
  #drawing = false;
  #badge: (others: number) => void;

  constructor(context: DocumentContext) {
    const { editor, channel, me, signal } = context;
    this.#context = context;
    this.#carets = new Carets(editor, signal);
    this.#people = new People(editor, (changed, left) => {
      this.#changed(changed, left);
    });
    this.#panel = new PeoplePanel(me, {
      goTo: (person) => {
        this.#goTo(person);
      },
      follow: (person) => {
        this.#follow(person);
      },
    });
    const panel = context.addPanel({
      label: "People",
      icon: ICON,
      chord: "mod+alt+P",
      render: (host) => {
        this.#panel.attach(host);
        this.#draw();
      },
    });
    this.#badge = (others) => {
      panel.update({ badge: others });
    };
    this.#listen(channel);
    new Whereabouts(context);
  }

  #listen(channel: DocumentContext["channel"]): void {
    const { editor, me } = this.#context;
    channel.onMessage((body) => {
      const news = readNews(body);
      if (news) void this.#people.take(news, me.session);
    });
    channel.onOpen((isOpen) => {
      if (!isOpen) this.#people.clear();
    });
    editor.onChange((delta, source) => {
      this.#people.carry(delta, source);
      this.#draw();
    });
    editor.onLayout(() => {
      this.#draw();
    });
    editor.onUserScroll(() => {
      this.#follow(undefined);
    });
    me.onChange(() => {
      this.#draw();
    });
  }

  #changed(changed: readonly Person[], left: readonly Person[]): void {
    for (const { session, name } of changed) {
      this.#carets.moved(session);
      if (!this.#known.has(name)) this.#context.announce(`${name} is here.`);
      this.#known.add(name);
    }
    for (const { session, name } of left) {
      this.#known.delete(name);
      if (session === this.#followed) this.#follow(undefined);
    }
    this.#badge(this.#people.all().length);
    this.#keepUp();
    this.#draw();
    if (changed.length > 0)
      setTimeout(() => {
        this.#draw();
      }, 2_600);
  }

  /** Once a frame, however much moved. */
  #draw(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      if (this.#context.signal.aborted) return;
      const people = this.#people.all();
      this.#carets.draw(people);
      this.#panel.show(people, this.#followed);
    });
  }

  #goTo(person: Person): void {
    const position = person.selection?.index ?? person.top;
    if (position === undefined) return;
    this.#carets.moved(person.session);
    this.#context.editor.scrollTo(position);
    this.#draw();
  }

  #follow(person: Person | undefined): void {
    if (this.#followed === person?.session) return;
    this.#followed = person?.session;
    this.#banner?.remove();
    this.#banner = undefined;
    if (person !== undefined) {
      this.#banner = this.#context.addBanner({
        text: `You are following ${person.name}. Scroll to go your own way.`,
        action: {
          label: "Stop",
          onPress: () => {
            this.#follow(undefined);
          },
        },
      });
      this.#keepUp();
    }
    this.#draw();
  }

  /** What the followed one sees is what is seen here. */
  #keepUp(): void {
    if (this.#followed === undefined) return;
    const person = this.#people.get(this.#followed);
    const position = person?.top ?? person?.selection?.index;
    if (position !== undefined) this.#context.editor.scrollTo(position);
  }
}
