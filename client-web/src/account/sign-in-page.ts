import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../components/light-element.ts";
import { door } from "./door.ts";
import "./sign-in.ts";

/** In the place of a page that is for who signed in, at that page's own address: after signing in it is there. */
@customElement("scriptorium-sign-in-page")
export class ScriptoriumSignInPage extends LightElement {
  @property() why = "";
  @property({ type: Boolean }) newcomer = false;

  override render(): TemplateResult {
    return door(
      this.newcomer ? "Sign up" : "Sign in",
      html`<h1>${this.newcomer ? "Welcome" : "Welcome back"}</h1>
        <scriptorium-sign-in
          .why=${this.why}
          ?newcomer=${this.newcomer}
        ></scriptorium-sign-in>`,
    );
  }
}
