import type { DocumentContext, PluginContext } from "@scriptorium/plugin-api";
import type { Hit } from "./answer.ts";

/** How long the passage that a hit led to stays marked. */
const SHOWN_MS = 4_000;

/** What was opened last from the results: its document shows it once it is there. */
let opened: Hit | undefined;

/** Opens the document of a hit, at its passage. */
export function openHit(context: PluginContext, hit: Hit): void {
  opened = hit.length > 0 ? hit : undefined;
  context.openDocument(hit.id, hit.length > 0 ? hit.position : undefined);
}

/** If a hit has led here, its passage, wherever it has moved to since it was found, is marked for a moment. */
export async function showPassage(context: DocumentContext): Promise<void> {
  const hit = opened;
  opened = undefined;
  if (hit?.id !== context.document.id) return;
  const { editor, signal } = context;
  const [start, end] = await Promise.all([
    editor.fromRevision(hit.position, hit.revision, "after"),
    editor.fromRevision(hit.position + hit.length, hit.revision, "before"),
  ]);
  if (signal.aborted || end <= start) return;
  editor.scrollTo(start);
  let span = { index: start, length: end - start };
  const mark = () => {
    editor.highlight("passage", [span], {
      background: "var(--accent-wash)",
      underline: "solid",
    });
  };
  mark();
  let isShown = true;
  const hide = () => {
    if (isShown && !signal.aborted) editor.highlight("passage", [], {});
    isShown = false;
  };
  editor.onChange((delta) => {
    if (!isShown) return;
    const index = editor.transform(span.index, delta, "after");
    const last = editor.transform(span.index + span.length, delta, "before");
    span = { index, length: Math.max(0, last - index) };
    mark();
  });
  setTimeout(hide, SHOWN_MS);
}
