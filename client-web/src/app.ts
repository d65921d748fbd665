import "./styles/fonts.css";
import "./styles/base.css";
import "./styles/documents.css";
import "./pages/documents-page.ts";
import { html, nothing, type PropertyValues } from "lit";
import { customElement, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { gateOf, type Gate } from "./account/gate.ts";
import { FollowWho } from "./account/who-am-i.ts";
import { LightElement } from "./components/light-element.ts";
import { notFound } from "./pages/not-found.ts";
import { followLinks, navigate, routeOf, type Route } from "./router.ts";

/**
 * The whole client: the page that the address names, or the way in to it, at the same address. The editor and the
 * pages of accounts are loaded when they are first needed.
 */
@customElement("scriptorium-app")
export class ScriptoriumApp extends LightElement {
  @state() private route: Route = routeOf(location.pathname);
  @state() private failure = false;

  readonly #listeners = new AbortController();
  readonly #who = new FollowWho(this);
  /** Whose document is open: it stays when its session ends, with what was not sent yet. */
  #open: { readonly id: string; readonly owner: string } | undefined;
  #gate: Gate = { type: "wait" };
  #loaded = "";

  override connectedCallback(): void {
    super.connectedCallback();
    const { signal } = this.#listeners;
    followLinks(signal);
    window.addEventListener(
      "popstate",
      () => {
        this.route = routeOf(location.pathname);
        // Of another link to the same page, the part behind the # alone is new.
        this.requestUpdate();
      },
      { signal },
    );
  }

  override disconnectedCallback(): void {
    this.#listeners.abort();
    super.disconnectedCallback();
  }

  override willUpdate(): void {
    const { route } = this;
    this.#gate = gateOf(route, this.#who.source, this.#open);
    this.#open =
      route.type === "document" && this.#gate.type === "page"
        ? { id: route.id, owner: this.#gate.owner }
        : undefined;
    this.#load();
  }

  override updated(changed: PropertyValues): void {
    // Who has signed in is where they wanted to go; the way in itself is left behind.
    if (this.#gate.type === "home") navigate("/");
    if (!changed.has("route") || !this.hasUpdated) return;
    window.scrollTo({ top: 0, behavior: "instant" });
  }

  override render(): unknown {
    if (this.failure)
      return notFound(
        "This page could not be loaded",
        "Check the connection, then load this page again.",
      );
    switch (this.#gate.type) {
      case "wait":
      case "home":
        return html`<p class="visually-hidden" role="status">One moment</p>`;
      case "set-up":
        return html`<scriptorium-set-up-page></scriptorium-set-up-page>`;
      case "sign-in":
        return html`<scriptorium-sign-in-page
          .why=${this.#gate.why}
          ?newcomer=${this.route.type === "sign-up"}
        ></scriptorium-sign-in-page>`;
      case "page":
        return this.#renderPage(this.#gate.owner);
    }
  }

  #renderPage(owner: string): unknown {
    const { route } = this;
    switch (route.type) {
      case "documents":
        return keyed(
          owner,
          html`<scriptorium-documents-page></scriptorium-documents-page>`,
        );
      case "document":
        return keyed(
          `${owner} ${route.id}`,
          html`<scriptorium-document-page
            .documentId=${route.id}
            .owner=${owner}
          ></scriptorium-document-page>`,
        );
      case "admin":
        return html`<scriptorium-admin-page
          .place=${route.part}
        ></scriptorium-admin-page>`;
      case "account":
        return html`<scriptorium-account-page></scriptorium-account-page>`;
      case "reset":
        return keyed(
          location.hash,
          html`<scriptorium-reset-page></scriptorium-reset-page>`,
        );
      case "link":
        return keyed(
          location.hash,
          html`<scriptorium-link-page></scriptorium-link-page>`,
        );
      case "sign-in":
      case "sign-up":
      case "set-up":
        return nothing;
      case "not-found":
        return notFound(
          "There is no page at this address",
          "Perhaps the link was cut off on its way to you.",
        );
    }
  }

  /** Loads what is about to be shown, once. */
  #load(): void {
    const gate = this.#gate;
    const wanted = gate.type === "page" ? this.route.type : gate.type;
    if (wanted === this.#loaded) return;
    this.#loaded = wanted;
    this.failure = false;
    moduleOf(wanted).catch(() => {
      this.failure = true;
    });
  }
}

function moduleOf(wanted: Route["type"] | Gate["type"]): Promise<unknown> {
  switch (wanted) {
    case "document":
      return import("./pages/document-page.ts");
    case "admin":
      return import("./admin/admin-page.ts");
    case "account":
      return import("./account/account-page.ts");
    case "reset":
      return import("./account/reset-page.ts");
    case "link":
      return import("./account/link-page.ts");
    case "sign-in":
    case "sign-up":
      return import("./account/sign-in-page.ts");
    case "set-up":
      return import("./account/set-up-page.ts");
    case "documents":
    case "not-found":
    case "wait":
    case "home":
    case "page":
      return Promise.resolve();
  }
}
