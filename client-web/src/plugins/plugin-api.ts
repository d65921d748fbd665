/**
 * What a plugin's browser half may use, all of it. The module (`META-INF/scriptorium/web/plugin.js` in the plugin's
 * jar) exports `activateDocument`, `activateList` or both; types only come from here, so a module written in plain
 * JavaScript needs nothing at all.
 *
 * Positions and lengths are UTF-16 code units of the document as this editor shows it, unsent edits in it, unless a
 * revision is named. Whatever a plugin throws, in a call or while rendering, is caught: a small notice stands in the
 * place of what it would have shown, and everything else goes on. Every function that a plugin hands over may be async:
 * of what it gives back only a promise counts, and what that rejects is caught in the same way.
 */
import type Delta from "quill-delta";

/** The exports of a plugin's module. */
export interface PluginModule {
  /** Called once for each document that is opened, when its text is there. */
  readonly activateDocument?: (context: DocumentContext) => unknown;
  /** Called once for each visit to the list of documents. */
  readonly activateList?: (context: ListContext) => unknown;
}

/** What every plugin is given. Everything obtained here ends by itself, at the latest when `signal` aborts. */
export interface PluginContext {
  /** The plugin's name, as its server half says it. */
  readonly name: string;
  /** Aborts when the page is left or the plugin is switched off. */
  readonly signal: AbortSignal;
  /** `fetch` under `/api/plugins/{name}/`; a problem detail becomes an `Error` with its words. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Opens a document, at a position if one is given. */
  openDocument(id: string, position?: number): void;
  /** Says something to who cannot see it, politely. */
  announce(words: string): void;
  /** Of this device and plugin: a value that lasts over visits. */
  remember(key: string, value: string): void;
  recall(key: string): string | undefined;
}

/** A plugin in one open document. */
export interface DocumentContext extends PluginContext {
  readonly document: { readonly id: string; readonly title: string };
  readonly me: Me;
  readonly editor: EditorView;
  readonly channel: PluginChannel;

  addToolbarButton(button: ToolbarButton): Handle<ToolbarButton>;
  addPanel(panel: SidePanel): PanelHandle;
  addBanner(banner: Banner): Handle<Banner>;
  addCommand(command: KeyboardCommand): void;
  /** An embed of the document of this type is shown by the plugin; without it, it is shown as its type's name. */
  addEmbed(embed: EmbedFormat): void;
}

/** A plugin on the list of documents. */
export interface ListContext extends PluginContext {
  addColumn(column: ListColumn): void;
  /** Something above the list: a search field, say. */
  addListHeader(render: (host: HTMLElement) => unknown): void;
  /** Shows `render`'s result in place of the list until it is taken back. */
  replaceList(render: ((host: HTMLElement) => unknown) | undefined): void;
}

/** Who uses this browser. */
export interface Me {
  /** The session's id on the server; changes with every reconnect, undefined while there is none. */
  readonly session: string | undefined;
  /** The display name; a guest's is chosen with {@link rename} and lasts on this device. */
  readonly name: string;
  /**
   * What this user may do here: `viewer`, `commenter`, `editor` or `owner`; empty until it is known. It may change at any
   * time, which {@link onChange} tells. The server holds to it whatever the browser half lets through.
   */
  readonly role: string;
  /** Whether this user's role is this one or above it. */
  may(role: "viewer" | "commenter" | "editor" | "owner"): boolean;
  rename(name: string): void;
  /** After a change of session, name or role. */
  onChange(listener: () => unknown): void;
}

/** The way to the plugin's server half. Messages are not kept: what is sent while there is no connection is lost. */
export interface PluginChannel {
  readonly isOpen: boolean;
  /** Whether it was sent. */
  send(body: unknown): boolean;
  /** `session` is who caused it, where the server says so. */
  onMessage(
    listener: (body: unknown, session: string | undefined) => unknown,
  ): void;
  /** There is a connection (again), or none any more. Called at once with how it is. */
  onOpen(listener: (isOpen: boolean) => unknown): void;
}

/** Where a change in the editor comes from. */
export type ChangeSource = "me" | "others";

export interface Span {
  readonly index: number;
  readonly length: number;
}

/** The document as the editor shows it, and the place to draw beside and over it. */
export interface EditorView {
  /** The newest revision that the editor includes. */
  readonly revision: number;
  readonly length: number;
  readonly isReadonly: boolean;
  contents(): Delta;
  /** The text, each embed as one U+FFFC, so that positions in it are the document's. */
  text(): string;
  selection(): Span | undefined;
  select(span: Span): void;
  focus(): void;
  /** Makes an edit as this user: one step of undo, merged with others' edits like every other. */
  edit(delta: Delta): void;
  /** After every change; `delta` applies to the document before it. */
  onChange(listener: (delta: Delta, source: ChangeSource) => unknown): void;
  onSelection(listener: (selection: Span | undefined) => unknown): void;
  /** The editor was laid out anew: drawn things must move. At most once a frame. */
  onLayout(listener: () => unknown): void;

  /** A position here as one of the document at `revision`, without this user's unsent edits. */
  toRevision(index: number): {
    readonly index: number;
    readonly revision: number;
  };
  /**
   * Carries a position of the document at `revision` to here, over what came since and over unsent edits; waits until
   * the editor has got as far as that. `stays` says on which side of text inserted at that very place it ends up:
   * "before" it, which is the default, or "after" it. Exact for what this page has seen of the document; a revision
   * from before that is taken for the oldest it knows.
   */
  fromRevision(
    index: number,
    revision: number,
    stays?: "before" | "after",
  ): Promise<number>;
  /** A position moved over a change. */
  transform(index: number, delta: Delta, stays?: "before" | "after"): number;

  /** Where a span is drawn, in pixels of `overlay`, a rectangle for each line of it; a caret has no width. */
  rectangles(span: Span): readonly DOMRect[];
  /** Over the text, scrolled with it, takes no pointer unless an element in it asks for it (`pointer-events`). */
  readonly overlay: HTMLElement;
  /** Marks spans with a class of {@link CSS} highlights, replacing what was marked under this name before. */
  highlight(name: string, spans: readonly Span[], style: HighlightStyle): void;
  scrollTo(index: number): void;
  /** The position of the text's first visible line. */
  topVisible(): number;
  /** The user himself scrolled, by wheel, touch, key or scroll bar. */
  onUserScroll(listener: () => unknown): void;
  /** Shows `contents` in place of the document, read-only; the document goes on behind it. Undefined ends it. */
  preview(contents: Delta | undefined): void;
}

/** Colours of a marked span, as CSS values; `underline` so that it is told apart by more than colour. */
export interface HighlightStyle {
  readonly background?: string;
  readonly color?: string;
  readonly underline?: "solid" | "dotted" | "wavy" | "line-through";
}

/** A drawing of a plugin's own, `viewBox` 24 by 24, as the content of an SVG element with strokes in `currentColor`. */
export interface Icon {
  readonly paths: readonly string[];
}

export interface ToolbarButton {
  readonly label: string;
  readonly icon: Icon;
  /** Such as `mod+shift+F`; `mod` is Command on a Mac and Control elsewhere. */
  readonly chord?: string;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  readonly onPress: () => unknown;
}

/** A panel beside the document; the page gives it a button, a heading and a way to close it. */
export interface SidePanel {
  readonly label: string;
  readonly icon: Icon;
  readonly chord?: string;
  /** Called when the panel is opened for the first time; `host` stays for the whole visit. */
  readonly render: (host: HTMLElement) => unknown;
  readonly onToggle?: (isOpen: boolean) => unknown;
  /** A number on the panel's button, such as unread messages; 0 or undefined shows none. */
  readonly badge?: number;
}

export interface Banner {
  readonly text: string;
  readonly action?: {
    readonly label: string;
    readonly onPress: () => unknown;
  };
}

export interface KeyboardCommand {
  readonly chord: string;
  readonly label: string;
  readonly run: () => unknown;
}

/** Shows the embed `{[type]: value}`. What is in `host` is the plugin's; the document holds the value alone. */
export interface EmbedFormat {
  readonly type: string;
  readonly render: (value: unknown, host: HTMLElement) => unknown;
  /** What stands for it in text, for screen readers. */
  readonly describe: (value: unknown) => string;
}

/** A column of the list of documents. */
export interface ListColumn {
  readonly label: string;
  /** What is shown for some documents, by id; those it leaves out show nothing. */
  readonly values: (
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, string>>;
}

/** Something that was added and can be changed or taken away again. */
export interface Handle<T> {
  update(changes: Partial<T>): void;
  remove(): void;
}

export interface PanelHandle extends Handle<SidePanel> {
  open(): void;
  close(): void;
  readonly isOpen: boolean;
}
