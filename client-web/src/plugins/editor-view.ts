import Delta from "quill-delta";
import type { DocumentSession } from "../document-session.ts";
import type { EditorSurface } from "../editor/editor-surface.ts";
import { carry } from "../sync/positions.ts";
import { editorListening } from "./editor-listening.ts";
import type { EditorView } from "./plugin-api.ts";
import type { RunningPlugin } from "./running-plugin.ts";

/** Whose preview is shown on a surface. */
const previewing = new WeakMap<EditorSurface, RunningPlugin>();

/** The editor as one plugin sees it: what it does there ends with it, what it throws stays with it. */
export function editorView(
  plugin: RunningPlugin,
  surface: EditorSurface,
  session: DocumentSession,
): EditorView {
  const { binding } = surface;
  return {
    get revision() {
      return session.revision ?? 0;
    },
    get length() {
      return binding.document.length();
    },
    get isReadonly() {
      return !binding.quill.isEnabled();
    },
    contents: () => binding.document.toDelta(),
    text: () => textOf(binding.document.toDelta()),
    selection: () => surface.selection,
    select: ({ index, length }) => {
      binding.quill.setSelection(index, length, "user");
    },
    focus: () => {
      binding.quill.focus();
    },
    edit: (delta) => {
      plugin.requireRunning();
      binding.editInPlace(own(delta));
    },
    toRevision: (index) => session.toRevision(index),
    fromRevision: (index, revision, stays = "before") =>
      session.fromRevision(index, revision, stays),
    transform: (index, delta, stays = "before") =>
      carry(index, own(delta), stays),
    ...editorListening(plugin, surface),
    ...drawing(plugin, surface),
  };
}

function drawing(
  plugin: RunningPlugin,
  surface: EditorSurface,
): Pick<
  EditorView,
  "rectangles" | "overlay" | "highlight" | "scrollTo" | "topVisible" | "preview"
> {
  const { name: pluginName, signal } = plugin;
  const overlay = surface.overlay(signal);
  const marked = new Set<string>();
  signal.addEventListener("abort", () => {
    for (const name of marked) surface.highlight(name, [], {});
    preview(plugin, surface, undefined);
  });
  return {
    overlay,
    rectangles: (span) => surface.rectangles(span),
    highlight: (name, spans, style) => {
      plugin.requireRunning();
      const identifier = `${pluginName}-${name.replace(/[^\w-]/g, "_")}`;
      marked.add(identifier);
      surface.highlight(identifier, spans, style);
    },
    scrollTo: (index) => {
      surface.scrollTo(index);
    },
    topVisible: () => surface.topVisible(),
    preview: (contents) => {
      if (contents !== undefined) plugin.requireRunning();
      preview(plugin, surface, contents);
    },
  };
}

/** The last plugin that asked for a preview has it; another's end does not take it away. */
function preview(
  plugin: RunningPlugin,
  surface: EditorSurface,
  contents: Delta | undefined,
): void {
  if (contents !== undefined) previewing.set(surface, plugin);
  else if (previewing.get(surface) === plugin) previewing.delete(surface);
  else return;
  surface.preview(contents && own(contents));
}

/** A plugin's delta is of its own copy of the library, or has the ops alone. */
function own({ ops }: Pick<Delta, "ops">): Delta {
  return new Delta([...ops]);
}

function textOf(document: Delta): string {
  return document.ops
    .map(({ insert }) => (typeof insert === "string" ? insert : "\uFFFC"))
    .join("");
}
