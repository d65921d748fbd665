import "./styles/fonts.css";
import "./styles/base.css";
import "./styles/documents.css";
import "./pages/documents-page.ts";
import { html, type PropertyValues } from "lit";
import { customElement, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { LightElement } from "./components/light-element.ts";
import { notFound } from "./pages/not-found.ts";
import { followLinks, routeOf, type Route } from "./router.ts";

/** The whole client: the page that the address names. The editor is loaded when the first document is opened. */
@customElement("scriptorium-app")
export class ScriptoriumApp extends LightElement {
  @state() private route: Route = routeOf(location.pathname);
  @state() private failure = false;

  readonly #listeners = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    const { signal } = this.#listeners;
    followLinks(signal);
    window.addEventListener(
      "popstate",
      () => {
        this.route = routeOf(location.pathname);
      },
      { signal },
    );
  }

  override disconnectedCallback(): void {
    this.#listeners.abort();
    super.disconnectedCallback();
  }

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has("route")) return;
    if (this.route.type === "document") this.#loadEditor();
    if (this.route.type === "admin")
      this.#load(import("./admin/admin-page.ts"));
  }

  override updated(changed: PropertyValues): void {
    if (!changed.has("route") || !this.hasUpdated) return;
    window.scrollTo({ top: 0, behavior: "instant" });
  }

  override render(): unknown {
    switch (this.route.type) {
      case "documents":
        return html`<scriptorium-documents-page></scriptorium-documents-page>`;
      case "document":
        return this.failure ? this.#renderFailure() : this.#renderDocument();
      case "admin":
        return this.failure
          ? this.#renderFailure()
          : html`<scriptorium-admin-page
              .place=${this.route.part}
            ></scriptorium-admin-page>`;
      case "not-found":
        return notFound(
          "There is no page at this address",
          "Perhaps the link was cut off on its way to you.",
        );
    }
  }

  #renderDocument(): unknown {
    const { route } = this;
    return route.type === "document"
      ? keyed(
          route.id,
          html`<scriptorium-document-page
            .documentId=${route.id}
          ></scriptorium-document-page>`,
        )
      : undefined;
  }

  #renderFailure(): unknown {
    return notFound(
      "This page could not be loaded",
      "Check the connection, then load this page again.",
    );
  }

  #loadEditor(): void {
    this.#load(import("./pages/document-page.ts"));
  }

  #load(page: Promise<unknown>): void {
    this.failure = false;
    page.catch(() => {
      this.failure = true;
    });
  }
}
