import { createElement, type IconNode } from "lucide";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "./light-element.ts";

/** A line drawing beside words or in a button that has a name; a screen reader passes it over. */
@customElement("scriptorium-icon")
export class ScriptoriumIcon extends LightElement {
  @property({ attribute: false }) shape: IconNode | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("aria-hidden", "true");
  }

  override render(): unknown {
    return this.shape ? createElement(this.shape) : nothing;
  }
}

/** The drawing `shape` in a template. */
export function icon(shape: IconNode): TemplateResult {
  return html`<scriptorium-icon .shape=${shape}></scriptorium-icon>`;
}
