/** A piece of a message's text. */
export type Piece =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "link"; readonly text: string; readonly href: string }
  | { readonly type: "mention"; readonly text: string; readonly isMe: boolean };

const LINK = /\b(?:https?:\/\/|mailto:)[^\s<>"']+/giu;

/** Punctuation that ends a sentence, not an address. */
const TRAILING = /[.,;:!?…)\]}'"»]+$/u;

/** Takes a text apart into links, mentions of `names` and what is between. Nothing of it is ever HTML. */
export function pieces(
  text: string,
  names: readonly string[],
  me: string,
): readonly Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const address = match[0].replace(TRAILING, "");
    const href = safeHref(address);
    if (href === undefined) continue;
    found.push(...mentions(text.slice(from, match.index), names, me));
    found.push({ type: "link", text: address, href });
    from = match.index + address.length;
  }
  return [...found, ...mentions(text.slice(from), names, me)];
}

function safeHref(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return ["http:", "https:", "mailto:"].includes(url.protocol)
    ? url.href
    : undefined;
}

/** The longest name counts: "@Ada Lovelace" does not mention Ada. */
function mentions(
  text: string,
  names: readonly string[],
  me: string,
): readonly Piece[] {
  const known = [...new Set([...names, me])]
    .filter((name) => name !== "")
    .sort((one, other) => other.length - one.length);
  const found: Piece[] = [];
  let from = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const name = known.find((one) => text.startsWith(one, at + 1));
    if (name === undefined) continue;
    if (at > from) found.push({ type: "text", text: text.slice(from, at) });
    found.push({ type: "mention", text: `@${name}`, isMe: name === me });
    from = at + 1 + name.length;
  }
  if (from < text.length) found.push({ type: "text", text: text.slice(from) });
  return found;
}

/** The beginning of a name after an @ right before the caret. */
export function mentionAt(text: string, caret: number): string | undefined {
  const match = /(?:^|\s)@([^\s@]*)$/u.exec(text.slice(0, caret));
  return match?.[1];
}

/** The day of a message, for the line between two days. */
export function dayOf(time: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "full" }).format(time);
}

export function clockOf(time: number): string {
  return new Intl.DateTimeFormat(undefined, { timeStyle: "short" }).format(
    time,
  );
}
