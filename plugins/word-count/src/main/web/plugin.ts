import type { DocumentContext } from "@scriptorium/plugin-api";
import { parseCounts, rows, type Counts } from "./counts.ts";

const unknown: Counts = { words: 0, characters: 0, paragraphs: 0 };

/** Shows beside the document how long it is, as the server half tells. */
export function activateDocument(context: DocumentContext): void {
  let counts = unknown;
  let shown: HTMLElement | undefined;
  const show = (): void => {
    if (shown !== undefined) render(shown, counts);
  };
  context.channel.onMessage((body) => {
    counts = parseCounts(body) ?? counts;
    show();
  });
  context.addPanel({
    label: "Word count",
    icon: { paths: ["M4 6h16", "M4 12h10", "M4 18h7", "M17 15v6", "M14 18h6"] },
    render: (host) => {
      shown = host.appendChild(document.createElement("dl"));
      shown.className = "word-count";
      show();
    },
  });
}

function render(list: HTMLElement, counts: Counts): void {
  list.replaceChildren(
    ...rows(counts).flatMap(([name, value]) => [
      element("dt", name),
      element("dd", value),
    ]),
  );
}

function element(tag: "dt" | "dd", text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
