import type { DocumentContext, Icon } from "@scriptorium/plugin-api";
import { HistoryApi, type Timeline } from "./history-api.ts";
import { HistoryPanel, type HistoryRequest } from "./history-panel.ts";
import { Playback } from "./playback.ts";
import {
  marked,
  spansByAuthor,
  summary,
  toldApart,
  whenWords,
} from "./shown.ts";

const ICON: Icon = {
  paths: [
    "M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8",
    "M3 3v5h5",
    "M12 7v5l4 2",
  ],
};

const ELEMENT = "history-panel";

/** Behind each author's passages; with the text's own colour each has a contrast of at least 7:1 in both themes. */
const COLORS = [
  "rgb(47 123 217 / 22%)",
  "rgb(209 73 91 / 22%)",
  "rgb(42 143 91 / 22%)",
  "rgb(154 95 208 / 22%)",
  "rgb(194 104 15 / 22%)",
  "rgb(21 134 155 / 22%)",
] as const;

/** Shows what became of the document, and brings back what it was. */
export function activateDocument(context: DocumentContext): void {
  if (customElements.get(ELEMENT) === undefined)
    customElements.define(ELEMENT, HistoryPanel);
  new History(context);
}

class History {
  readonly #context: DocumentContext;
  readonly #api: HistoryApi;
  readonly #playback: Playback;
  readonly #view = new HistoryPanel();
  #next = 0;
  #playing = 0;
  #authorsDue: ReturnType<typeof setTimeout> | undefined;
  #marked: readonly string[] = [];

  constructor(context: DocumentContext) {
    this.#context = context;
    this.#api = new HistoryApi(context, context.document.id);
    this.#playback = new Playback(this.#api);
    context.addPanel({
      label: "History",
      icon: ICON,
      chord: "mod+alt+H",
      render: (host) => {
        host.append(this.#view);
      },
      onToggle: (isOpen) => {
        if (isOpen) void this.#guarded(() => this.#refresh());
        else this.#showNow();
      },
    });
    this.#view.addEventListener(
      "history-request",
      (event) => {
        const { detail } = event as CustomEvent<HistoryRequest>;
        void this.#guarded(() => this.#carryOut(detail));
      },
      { signal: context.signal },
    );
    const { me } = context;
    const takeRole = (): void => {
      this.#view.isReadonly = !me.may("editor");
    };
    me.onChange(takeRole);
    takeRole();
    context.editor.onChange(() => {
      if (this.#view.legend !== undefined) this.#refreshAuthorsSoon();
    });
    context.signal.addEventListener("abort", () => {
      this.#playing++;
      clearTimeout(this.#authorsDue);
    });
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      this.#view.trouble = undefined;
      await work();
    } catch (error) {
      this.#view.trouble =
        error instanceof Error ? error.message : String(error);
    }
  }

  async #refresh(): Promise<void> {
    this.#takeTimeline(await this.#api.timeline(0), false);
    this.#view.versions = await this.#api.versions();
  }

  #takeTimeline({ head, episodes, next }: Timeline, isOlder: boolean): void {
    this.#view.head = head;
    this.#view.episodes = isOlder
      ? [...this.#view.episodes, ...episodes]
      : episodes;
    this.#view.hasOlder = episodes.length === 100;
    this.#next = next;
  }

  async #carryOut(request: HistoryRequest): Promise<void> {
    const { me } = this.#context;
    switch (request.type) {
      case "now":
        this.#showNow();
        return;
      case "show":
        await this.#show(request.revision);
        return;
      case "difference":
        await this.#showDifference(request.from, request.to);
        return;
      case "play":
        await this.#play(request.speed);
        return;
      case "pause":
        this.#pause();
        return;
      case "restore":
        await this.#api.restore(request.revision, me.session);
        this.#showNow();
        this.#context.announce(
          "The earlier version was restored as a new edit.",
        );
        await this.#refresh();
        return;
      case "name":
        await this.#api.keepVersion(request.name, request.revision, me.session);
        this.#view.versions = await this.#api.versions();
        return;
      case "forget":
        await this.#api.forgetVersion(request.version.id);
        this.#view.versions = await this.#api.versions();
        return;
      case "authors":
        if (request.on) await this.#showAuthors();
        else this.#hideAuthors();
        return;
      case "older":
        this.#takeTimeline(await this.#api.timeline(this.#next), true);
    }
  }

  #showNow(): void {
    this.#pause();
    this.#view.showing = { type: "now" };
    this.#context.editor.preview(undefined);
  }

  async #show(revision: number): Promise<void> {
    this.#playing++;
    const content = await this.#playback.jump(revision);
    if (content === undefined) return;
    this.#context.editor.preview(content);
    this.#showMoment(false);
  }

  #showMoment(playing: boolean): void {
    const { revision } = this.#playback;
    const episode = this.#view.episodes.find(
      ({ from, to }) => from < revision && revision <= to,
    );
    const when = episode ? `${whenWords(episode.start, episode.end)}, ` : "";
    const words = `${when}revision ${String(revision)}`;
    this.#view.showing = { type: "revision", revision, words, playing };
  }

  async #showDifference(from: number, to: number): Promise<void> {
    this.#pause();
    const asked = this.#playing;
    const { pieces, names } = await this.#api.difference(from, to);
    if (asked !== this.#playing) return;
    this.#context.editor.preview(marked(pieces));
    const lines = summary(pieces, names).map(
      ({ name, added, removed }) =>
        `${name}: ${String(added)} characters added, ${String(removed)} removed`,
    );
    this.#view.showing = { type: "difference", from, to, lines };
  }

  /** Ten times a second, so many revisions that the speed comes out; from the start if nothing earlier is shown. */
  async #play(speed: number): Promise<void> {
    const play = ++this.#playing;
    const { showing, head } = this.#view;
    if (showing.type !== "revision" || showing.revision >= head)
      await this.#playback.jump(0);
    const pause = Math.max(100, 1000 / speed);
    const revisions = Math.max(1, Math.round((speed * pause) / 1000));
    while (play === this.#playing) {
      const last = await this.#playback.step(revisions);
      if (play !== this.#playing) return;
      this.#context.editor.preview(this.#playback.content);
      this.#showMoment(last !== undefined);
      if (last === undefined) return;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  #pause(): void {
    this.#playing++;
    this.#playback.stay();
    const { showing } = this.#view;
    if (showing.type === "revision")
      this.#view.showing = { ...showing, playing: false };
  }

  #refreshAuthorsSoon(): void {
    clearTimeout(this.#authorsDue);
    this.#authorsDue = setTimeout(() => {
      if (this.#view.legend !== undefined)
        void this.#guarded(() => this.#showAuthors());
    }, 1_000);
  }

  /** Passages are those of a revision; they are carried to the text as it is here. */
  async #showAuthors(): Promise<void> {
    const { editor } = this.#context;
    const { revision } = editor;
    const { passages, names } = await this.#api.authors(revision);
    const authors = [...spansByAuthor(passages)];
    const legend = authors.map(([author], at) => ({
      author,
      name: toldApart(author, names),
      color: COLORS[at % COLORS.length] ?? COLORS[0],
    }));
    this.#unmark();
    this.#marked = legend.map(({ author }) => `author-${author}`);
    for (const [at, [author, spans]] of authors.entries()) {
      const here = await Promise.all(
        spans.map(async ({ index, length }) => {
          const start = await editor.fromRevision(index, revision, "after");
          const end = await editor.fromRevision(
            index + length,
            revision,
            "before",
          );
          return { index: start, length: Math.max(0, end - start) };
        }),
      );
      editor.highlight(`author-${author}`, here, {
        background: legend[at]?.color ?? COLORS[0],
        ...(at % 2 === 1 ? { underline: "dotted" as const } : {}),
      });
    }
    this.#view.legend = legend;
  }

  #hideAuthors(): void {
    this.#unmark();
    this.#view.legend = undefined;
  }

  #unmark(): void {
    for (const name of this.#marked)
      this.#context.editor.highlight(name, [], {});
    this.#marked = [];
  }
}
