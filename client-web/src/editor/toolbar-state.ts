/** The formats that are on or off. */
export const TOGGLES = [
  "bold",
  "italic",
  "underline",
  "strike",
  "code",
] as const;
export type Toggle = (typeof TOGGLES)[number];

/** What a line can be. `text` is an ordinary paragraph. */
export const BLOCKS = [
  "text",
  "heading1",
  "heading2",
  "heading3",
  "bullet",
  "ordered",
  "checklist",
  "quote",
  "code",
] as const;
export type Block = (typeof BLOCKS)[number];

export const ALIGNMENTS = ["left", "center", "right", "justify"] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/** A picture that is selected. */
export interface PictureState {
  /** What it shows, in words; empty if nobody has said. */
  readonly alt: string;
  /** How wide it is shown, in pixels; undefined if the document does not say. */
  readonly width: number | undefined;
}

/** What the toolbar shows of the place where the caret is. */
export interface ToolbarState {
  readonly toggles: Readonly<Record<Toggle, boolean>>;
  /** Undefined where lines of several kinds are selected, or one that the toolbar has no name for. */
  readonly block: Block | undefined;
  readonly alignment: Alignment | undefined;
  readonly link: string | undefined;
  readonly color: string | undefined;
  readonly background: string | undefined;
  /** Undefined unless one picture is selected, and nothing else. */
  readonly picture: PictureState | undefined;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** What a person asks for in the toolbar or by a shortcut. */
export type ToolbarCommand =
  | { readonly type: "toggle"; readonly format: Toggle }
  | { readonly type: "block"; readonly block: Block }
  | { readonly type: "align"; readonly alignment: Alignment }
  | { readonly type: "link"; readonly href: string | undefined }
  | { readonly type: "color"; readonly color: string | undefined }
  | { readonly type: "background"; readonly color: string | undefined }
  | { readonly type: "picture"; readonly picture: PictureState }
  | { readonly type: "pictures"; readonly files: readonly File[] }
  | { readonly type: "clear" }
  | { readonly type: "undo" }
  | { readonly type: "redo" };

type Formats = Readonly<Record<string, unknown>>;

/** The state for Quill's formats at the caret or in the selection, where a list of values means several. */
export function toolbarState(
  formats: Formats,
  steps: { readonly canUndo: boolean; readonly canRedo: boolean },
  picture?: PictureState,
): ToolbarState {
  const isOn = (toggle: Toggle): boolean => formats[toggle] === true;
  return {
    toggles: {
      bold: isOn("bold"),
      italic: isOn("italic"),
      underline: isOn("underline"),
      strike: isOn("strike"),
      code: isOn("code"),
    },
    block: blockOf(formats),
    alignment: ALIGNMENTS.find((a) => a === (formats["align"] ?? "left")),
    link: textOr(formats["link"]),
    color: textOr(formats["color"]),
    background: textOr(formats["background"]),
    picture,
    canUndo: steps.canUndo,
    canRedo: steps.canRedo,
  };
}

function textOr(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function blockOf(formats: Formats): Block | undefined {
  if (formats["code-block"] !== undefined) return "code";
  if (formats["blockquote"] !== undefined) return "quote";
  if (formats["list"] !== undefined) return listOf(formats["list"]);
  switch (formats["header"]) {
    case undefined:
      return "text";
    case 1:
      return "heading1";
    case 2:
      return "heading2";
    case 3:
      return "heading3";
    default:
      return undefined;
  }
}

function listOf(kind: unknown): Block | undefined {
  switch (kind) {
    case "bullet":
    case "ordered":
      return kind;
    case "checked":
    case "unchecked":
      return "checklist";
    default:
      return Array.isArray(kind) && kind.every((k) => listOf(k) === "checklist")
        ? "checklist"
        : undefined;
  }
}

/** The line formats that make a line a `block`, those of every other block cleared. */
export function blockFormats(block: Block): Formats {
  const none = {
    header: null,
    list: null,
    blockquote: null,
    "code-block": null,
  };
  switch (block) {
    case "text":
      return none;
    case "heading1":
      return { ...none, header: 1 };
    case "heading2":
      return { ...none, header: 2 };
    case "heading3":
      return { ...none, header: 3 };
    case "bullet":
    case "ordered":
      return { ...none, list: block };
    case "checklist":
      return { ...none, list: "unchecked" };
    case "quote":
      return { ...none, blockquote: true };
    case "code":
      return { ...none, "code-block": true };
  }
}
