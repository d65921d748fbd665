import Block, { BlockEmbed } from "quill/blots/block.js";
import { Parchment } from "quill/core.js";
import type Quill from "quill/core.js";
import Delta from "quill-delta";
import { LineDocument } from "./line-document.ts";

/**
 * Lets `quill` look at the lines that changed where it would look at its whole content, many times at every change.
 *
 * Quill keeps its content as one Delta: at a letter it copies that up to the letter; at anything else, such as a new
 * line, a letter that is not ASCII or somebody else's change, it puts the whole together anew from its lines, which
 * takes the square of their number, and compares. Every line remembers its own Delta until it changes. So the lines
 * before and after all that changed are told by identity here, and what `editor.delta` holds is put together only
 * where somebody reads it.
 */
export function lookAtLines({ editor, scroll }: Quill): void {
  knowItsLines(scroll);
  let content = LineDocument.of(new Delta()).with(linesIn(scroll));
  Object.defineProperty(editor, "delta", { get: () => unread(content) });
  editor.getDelta = () => content.with(linesIn(scroll)).toDelta();
  editor.getContents = (index, length) => content.slice(index, index + length);
  editor.update = (change, _mutations, cursor) => {
    const before = content;
    content = before.with(linesIn(scroll));
    return change && before.compose(change).equals(content)
      ? change
      : before.diff(content, cursor);
  };
}

/** Whether a line is in the text is seen from its neighbour; Parchment looks through all, for every line it adds. */
function knowItsLines({ children }: Parchment.ScrollBlot): void {
  children.contains = (line) =>
    line.prev ? line.prev.next === line : children.head === line;
}

/** The lines of `parent`, as each remembers itself; lists and code blocks hold theirs in a container of their own. */
function linesIn(parent: Parchment.ParentBlot): Delta[] {
  const lines: Delta[] = [];
  for (let child = parent.children.head; child; child = child.next) {
    if (child instanceof Block || child instanceof BlockEmbed)
      lines.push(child.delta());
    else if (child instanceof Parchment.ContainerBlot)
      for (const line of linesIn(child)) lines.push(line);
  }
  return lines;
}

/** `content` as a Delta that costs nothing until it is read. */
function unread(content: LineDocument): Delta {
  const delta = new Delta();
  Object.defineProperty(delta, "ops", { get: () => content.toDelta().ops });
  return delta;
}
