import Quill, { Module, Parchment } from "quill/core.js";
import Clipboard from "quill/modules/clipboard.js";
import Embed from "quill/blots/embed.js";
import { AlignClass } from "quill/formats/align.js";
import Blockquote from "quill/formats/blockquote.js";
import Bold from "quill/formats/bold.js";
import CodeBlock, { Code } from "quill/formats/code.js";
import { DirectionAttribute } from "quill/formats/direction.js";
import Header from "quill/formats/header.js";
import Image from "quill/formats/image.js";
import Indent from "quill/formats/indent.js";
import Italic from "quill/formats/italic.js";
import Link from "quill/formats/link.js";
import List from "quill/formats/list.js";
import Script from "quill/formats/script.js";
import Strike from "quill/formats/strike.js";
import Underline from "quill/formats/underline.js";
import Block from "quill/blots/block.js";
import { drawEmbed, EMBED_CLASS } from "./embeds.ts";
import { isAttachmentSource } from "../attachments.ts";
import { isSafeLink } from "./link.ts";
import { PLACEHOLDER } from "./projection.ts";

/**
 * A colour kept to the letter. The value lies in an attribute and in a custom property, and the style sheet
 * makes of it a tone that can be read on light and on dark paper; Quill's own writes an inline colour that
 * cannot, and rewrites `#abc` to `rgb(…)`.
 */
class ColorAttributor extends Parchment.Attributor {
  override add(node: HTMLElement, value: unknown): boolean {
    if (typeof value !== "string" || !this.canAdd(node, value)) return false;
    node.setAttribute(this.keyName, value);
    node.style.setProperty(`--${this.keyName}`, value);
    return true;
  }

  override remove(node: HTMLElement): void {
    node.removeAttribute(this.keyName);
    node.style.removeProperty(`--${this.keyName}`);
    if (node.style.length === 0) node.removeAttribute("style");
  }

  override value(node: HTMLElement): string {
    return node.getAttribute(this.keyName) ?? "";
  }
}

const inline = { scope: Parchment.Scope.INLINE };

/** What stands where the document has an embed of a plugin's, or one that nobody here can show. */
class Placeholder extends Embed {
  static override blotName = PLACEHOLDER;
  static override tagName = "span";
  static override className = EMBED_CLASS;

  constructor(
    scroll: ConstructorParameters<typeof Embed>[0],
    node: HTMLElement,
  ) {
    super(scroll, node);
    drawEmbed(Placeholder.value(node), node, this.contentNode);
  }

  static override create(value: unknown): Element {
    const node = document.createElement(this.tagName);
    node.className = this.className;
    node.dataset["embed"] = String(value);
    return node;
  }

  static override value(node: HTMLElement): string {
    return node.dataset["embed"] ?? "";
  }
}

/** A picture of the document's own; one that cannot be fetched shows what it is said to show. */
class Picture extends Image {
  constructor(
    scroll: ConstructorParameters<typeof Image>[0],
    node: HTMLImageElement,
  ) {
    super(scroll, node);
    node.decoding = "async";
    node.draggable = false;
    node.addEventListener("error", () => {
      node.classList.add("missing");
    });
    this.#name();
  }

  override format(name: string, value: string): void {
    super.format(name, value);
    this.#name();
  }

  /** A screen reader says something better than an address where nobody has said what it shows. */
  #name(): void {
    const node = this.domNode;
    if (!(node instanceof HTMLElement)) return;
    if (node.hasAttribute("alt")) node.removeAttribute("aria-label");
    else node.setAttribute("aria-label", "Picture without a description");
  }
}

/** A list's line; the box of a checklist says to a screen reader what it is and whether it is ticked. */
class ListLine extends List {
  constructor(
    scroll: ConstructorParameters<typeof List>[0],
    node: HTMLElement,
  ) {
    super(scroll, node);
    this.#describeBox();
  }

  override format(name: string, value: string): void {
    super.format(name, value);
    this.#describeBox();
  }

  #describeBox(): void {
    const box = this.uiNode;
    const kind = ListLine.formats(this.domNode);
    if (box === null) return;
    if (kind === "checked" || kind === "unchecked") {
      box.setAttribute("role", "checkbox");
      box.setAttribute("aria-label", "Done");
      box.setAttribute("aria-checked", String(kind === "checked"));
    } else {
      for (const name of ["role", "aria-label", "aria-checked"])
        box.removeAttribute(name);
    }
  }
}

/** Pasted text keeps its structure and leaves behind the other page's colours, and links that run code. */
class PlainerClipboard extends Clipboard {
  override normalizeHTML(page: Document): void {
    super.normalizeHTML(page);
    for (const element of page.querySelectorAll<HTMLElement>("[style]"))
      for (const property of ["color", "background", "background-color"])
        element.style.removeProperty(property);
    for (const link of page.querySelectorAll("a"))
      if (!isSafeLink(link.getAttribute("href"))) link.removeAttribute("href");
    for (const image of page.querySelectorAll("img"))
      if (!isAttachmentSource(image.getAttribute("src"))) image.remove();
  }
}

/** Quill's word for: what comes next is another step of undo. */
export const CUTOFF = "undo-cutoff";

/** Undo is not Quill's affair here; what its keyboard module says of steps is passed on. */
class NoHistory extends Module {
  clear(): void {}

  cutoff(): void {
    this.quill.emitter.emit(CUTOFF);
  }
}

let registered = false;

/** Makes the formats of {@link toView} known to Quill, once. */
export function registerFormats(): void {
  if (registered) return;
  registered = true;
  // A code line keeps the bold word or the image that someone else put into it.
  CodeBlock.allowedChildren = Block.allowedChildren;
  Quill.register(
    {
      "modules/history": NoHistory,
      "modules/clipboard": PlainerClipboard,
      "formats/placeholder": Placeholder,
      "formats/align": AlignClass,
      "formats/background": new ColorAttributor(
        "background",
        "data-highlight",
        inline,
      ),
      "formats/blockquote": Blockquote,
      "formats/bold": Bold,
      "formats/code": Code,
      "formats/code-block": CodeBlock,
      "formats/color": new ColorAttributor("color", "data-ink", inline),
      "formats/direction": DirectionAttribute,
      "formats/header": Header,
      "formats/image": Picture,
      "formats/indent": Indent,
      "formats/italic": Italic,
      "formats/link": Link,
      "formats/list": ListLine,
      "formats/script": Script,
      "formats/strike": Strike,
      "formats/underline": Underline,
    },
    true,
  );
}
