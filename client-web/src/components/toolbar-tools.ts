import {
  AlignCenter,
  AlignJustify,
  AlignLeft,
  AlignRight,
  Bold,
  Code,
  Heading1,
  Heading2,
  Heading3,
  type IconNode,
  Italic,
  List,
  ListChecks,
  ListOrdered,
  SquareCode,
  Strikethrough,
  TextQuote,
  Underline,
} from "lucide";
import { chordText } from "../editor/shortcuts.ts";
import type { Alignment, Block, Toggle } from "../editor/toolbar-state.ts";

/** Something on the toolbar: its name, its drawing, and the keys that do the same. */
export interface Tool {
  readonly name: string;
  readonly shape: IconNode;
  readonly chord?: string;
}

export const TOGGLES: readonly (Tool & { readonly format: Toggle })[] = [
  { format: "bold", name: "Bold", shape: Bold, chord: "mod+B" },
  { format: "italic", name: "Italic", shape: Italic, chord: "mod+I" },
  { format: "underline", name: "Underline", shape: Underline, chord: "mod+U" },
  {
    format: "strike",
    name: "Strikethrough",
    shape: Strikethrough,
    chord: "mod+shift+X",
  },
  { format: "code", name: "Code", shape: Code, chord: "mod+E" },
];

export const HEADINGS: readonly (Tool & { readonly block: Block })[] = [
  { block: "heading1", name: "Heading 1", shape: Heading1, chord: "mod+alt+1" },
  { block: "heading2", name: "Heading 2", shape: Heading2, chord: "mod+alt+2" },
  { block: "heading3", name: "Heading 3", shape: Heading3, chord: "mod+alt+3" },
];

export const BLOCKS: readonly (Tool & { readonly block: Block })[] = [
  { block: "bullet", name: "Bullet list", shape: List, chord: "mod+shift+8" },
  {
    block: "ordered",
    name: "Numbered list",
    shape: ListOrdered,
    chord: "mod+shift+7",
  },
  {
    block: "checklist",
    name: "Checklist",
    shape: ListChecks,
    chord: "mod+shift+9",
  },
  { block: "quote", name: "Quote", shape: TextQuote, chord: "mod+shift+Q" },
  { block: "code", name: "Code block", shape: SquareCode, chord: "mod+alt+C" },
];

export const ALIGNMENTS: Readonly<Record<Alignment, Tool>> = {
  left: { name: "Left", shape: AlignLeft },
  center: { name: "Centre", shape: AlignCenter },
  right: { name: "Right", shape: AlignRight },
  justify: { name: "Justified", shape: AlignJustify },
};

/** The alignments, in the order in which they are offered. */
export const ORDER: readonly Alignment[] = [
  "left",
  "center",
  "right",
  "justify",
];

/** What a tool's tooltip says. */
export function titleOf({ name, chord }: Omit<Tool, "shape">): string {
  return chord === undefined ? name : `${name} (${chordText(chord)})`;
}
