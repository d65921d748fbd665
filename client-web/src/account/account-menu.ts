import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { LightElement } from "../components/light-element.ts";
import { onPopoverToggle } from "../components/popover.ts";
import { FollowWho } from "./who-am-i.ts";

/** Who is signed in, and the way to their account and out; nothing where nobody is. */
@customElement("scriptorium-account-menu")
export class ScriptoriumAccountMenu extends LightElement {
  @state() private problem = "";

  readonly #who = new FollowWho(this);

  override render(): TemplateResult | typeof nothing {
    const { account } = this.#who.source;
    if (account === undefined) return nothing;
    const name =
      account.kind === "guest"
        ? `${account.displayName} (guest)`
        : account.displayName;
    return html`<button
        type="button"
        class="button quiet who"
        aria-label="Signed in as ${name}"
        title="Signed in as ${name}"
        aria-expanded="false"
        popovertarget="account-panel"
      >
        <svg viewBox="0 0 10 10" aria-hidden="true">
          <circle cx="5" cy="5" r="5" fill=${account.color}></circle></svg
        ><span>${name}</span>
      </button>
      <div
        id="account-panel"
        class="panel"
        popover
        role="group"
        aria-label="Your account"
        @toggle=${onPopoverToggle}
      >
        <p class="panel-name">${name}</p>
        <a class="choice" href="/account" @click=${hide}>Account</a>
        <button type="button" class="choice" @click=${() => this.#signOut()}>
          Sign out
        </button>
        <p class="problem" role="alert">${this.problem}</p>
      </div>`;
  }

  async #signOut(): Promise<void> {
    this.problem = "";
    try {
      const { leaveHere } = await import("./leaving.ts");
      await leaveHere();
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }
}

/** Whatever is chosen in a panel closes it. */
function hide({ currentTarget }: Event): void {
  if (currentTarget instanceof HTMLElement)
    currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
}
