import { LitElement } from "lit";

/**
 * A component without a shadow root. Its markup is part of the page: styles come from the style sheets, labels
 * may name elements of other components, and Quill, which reads the document's own selection, works inside it.
 */
export abstract class LightElement extends LitElement {
  protected override createRenderRoot(): this {
    return this;
  }
}
