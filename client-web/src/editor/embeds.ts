/** Where one embed is shown. */
export interface EmbedPlace {
  /** What is in it is the view's. */
  readonly host: HTMLElement;
  /** Says in words what is shown, for who cannot see it. */
  readonly describe: (words: string) => void;
  /** It cannot be shown, as is found out at once or later: the name of its type stands there again. */
  readonly fail: () => void;
}

/** How the embeds of one type are shown. Throws nothing. */
export type EmbedView = (value: unknown, place: EmbedPlace) => void;

/** The class of what stands in the text for an embed that this editor does not know itself. */
export const EMBED_CLASS = "embed-placeholder";

const views = new Map<string, EmbedView>();

/** Shows the embeds of `type`, those on the page already and those to come, by `view` until `signal` aborts. */
export function showEmbeds(
  type: string,
  view: EmbedView,
  signal: AbortSignal,
): void {
  if (signal.aborted) return;
  views.set(type, view);
  drawAll(type);
  signal.addEventListener("abort", () => {
    if (views.get(type) !== view) return;
    views.delete(type);
    drawAll(type);
  });
}

/**
 * Draws the embed that `original`, its JSON, is into `host`, and says in `node` what it is: by the view of its type,
 * or as the type's name where there is none or where it fails.
 */
export function drawEmbed(
  original: string,
  node: HTMLElement,
  host: HTMLElement,
): void {
  const [type, value] = embedOf(original);
  const view = views.get(type);
  node.dataset["type"] = type;
  showName(type, node, host);
  if (view === undefined) return;
  host.replaceChildren();
  view(value, {
    host,
    describe: (words) => {
      node.setAttribute("aria-label", words);
      node.setAttribute("role", "img");
      node.removeAttribute("title");
      node.classList.add("shown");
    },
    fail: () => {
      // Late, another view may be showing it.
      if (views.get(type) === view) showName(type, node, host);
    },
  });
}

function showName(type: string, node: HTMLElement, host: HTMLElement): void {
  node.classList.remove("shown");
  node.removeAttribute("role");
  node.removeAttribute("aria-label");
  const isPicture = type === "image";
  node.title = isPicture
    ? "This picture lies elsewhere or in the text itself, and is not shown. It is kept."
    : "This part of the document cannot be shown here. It is kept.";
  host.replaceChildren(isPicture ? "picture from elsewhere" : type);
}

function drawAll(type: string): void {
  const selector = `.${EMBED_CLASS}[data-type="${CSS.escape(type)}"]`;
  for (const node of document.querySelectorAll<HTMLElement>(selector)) {
    const host = node.querySelector<HTMLElement>("[contenteditable]");
    if (host) drawEmbed(node.dataset["embed"] ?? "", node, host);
  }
}

function embedOf(original: string): readonly [type: string, value: unknown] {
  try {
    const embed: unknown = JSON.parse(original);
    const [first] = Object.entries(
      typeof embed === "object" && embed !== null ? embed : {},
    );
    return first ?? ["embed", undefined];
  } catch {
    return ["embed", undefined];
  }
}
