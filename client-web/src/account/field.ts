import { html, nothing, type TemplateResult } from "lit";

/** The fewest characters that a new password has, as the server has it. */
export const PASSWORD_CHARS = 10;

/** The most that it has. */
export const PASSWORD_MOST_CHARS = 200;

/** A field to write in, with its label and what else there is to know. */
export interface Field {
  /** Unique on the page. */
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: "text" | "password";
  /** For password managers (HTML, section 4.10.18.7). */
  readonly autocomplete: AutoFill | "nickname";
  readonly value?: string;
  readonly optional?: boolean;
  readonly least?: number;
  readonly most?: number;
}

export function field(what: Field): TemplateResult {
  const { id, name, label, hint, autocomplete, optional, least, most } = what;
  return html`<div class="field">
    <label for=${id}
      >${label}${optional === true ? html`<span> (optional)</span>` : nothing}</label
    >
    <input
      id=${id}
      name=${name}
      type=${what.type ?? "text"}
      autocomplete=${autocomplete}
      autocapitalize="none"
      spellcheck="false"
      ?required=${optional !== true}
      minlength=${least ?? nothing}
      maxlength=${most ?? nothing}
      aria-describedby=${hint === undefined ? nothing : `${id}-hint`}
      .value=${what.value ?? ""}
    />
    ${hint === undefined ? nothing : html`<p class="hint" id="${id}-hint">${hint}</p>`}
  </div>`;
}

/** A field for a password that is to be set. */
export function newPassword(id: string, label = "Password"): TemplateResult {
  return field({
    id,
    name: "password",
    label,
    hint: `At least ${PASSWORD_CHARS} characters. A sentence is a good one.`,
    type: "password",
    autocomplete: "new-password",
    least: PASSWORD_CHARS,
    most: PASSWORD_MOST_CHARS,
  });
}

/** A field for the name that somebody signs in with. */
export function signInName(id: string, hint?: string): TemplateResult {
  return field({
    id,
    name: "name",
    label: "Name to sign in with",
    ...(hint === undefined ? {} : { hint }),
    autocomplete: "username",
    most: 100,
  });
}
