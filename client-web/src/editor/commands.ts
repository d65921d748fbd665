import type Quill from "quill/core.js";
import type { Range } from "quill/core.js";
import { blockFormats, toolbarState, type Block } from "./toolbar-state.ts";

/** Makes the selected lines `block`, or ordinary text if they are that already. */
export function setBlock(quill: Quill, range: Range, block: Block): void {
  const steps = { canUndo: false, canRedo: false };
  const current = toolbarState(quill.getFormat(range), steps).block;
  const formats = blockFormats(current === block ? "text" : block);
  quill.formatLine(range.index, range.length, formats, "user");
}

/** Clears every format of the selection, or of the whole line where nothing is selected. */
export function clearFormats(quill: Quill, range: Range): void {
  const [line, offset] = quill.getLine(range.index);
  if (range.length > 0) quill.removeFormat(range.index, range.length, "user");
  else if (line !== null)
    quill.removeFormat(range.index - offset, line.length() - 1, "user");
}

/** Links the selection or the link at the caret to `href`, or unlinks it; without either, writes the address. */
export function setLink(
  quill: Quill,
  range: Range,
  href: string | undefined,
): void {
  const target = range.length > 0 ? range : linkAt(quill, range.index);
  if (target !== undefined)
    quill.formatText(
      target.index,
      target.length,
      "link",
      href ?? false,
      "user",
    );
  else if (href !== undefined)
    quill.insertText(range.index, href, { link: href }, "user");
}

/** Where the link at `index` begins and how long it is. */
function linkAt(
  quill: Quill,
  index: number,
): { readonly index: number; readonly length: number } | undefined {
  const [leaf] = quill.getLeaf(index);
  for (let blot = leaf?.parent; blot; blot = blot.parent) {
    if (blot.statics.blotName === "link")
      return { index: quill.getIndex(blot), length: blot.length() };
    if (blot === quill.scroll) break;
  }
  return undefined;
}

/** Ticks the checklist line at the caret, or unticks it. */
export function tick(quill: Quill, range: Range): void {
  const { list } = quill.getFormat(range);
  if (list !== "checked" && list !== "unchecked") return;
  const next = list === "checked" ? "unchecked" : "checked";
  quill.formatLine(range.index, range.length, "list", next, "user");
}
