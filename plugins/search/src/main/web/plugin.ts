import type { DocumentContext, ListContext } from "@scriptorium/plugin-api";
import { FindPanel } from "./find-panel.ts";
import { showPassage } from "./passage.ts";
import { SearchBox } from "./search-box.ts";

/** A field above the list that searches all documents as one types. */
export function activateList(context: ListContext): void {
  new SearchBox(context);
}

/** Finding and replacing in the document; and the passage, if a hit has led here. */
export function activateDocument(context: DocumentContext): void {
  new FindPanel(context);
  void showPassage(context);
}
