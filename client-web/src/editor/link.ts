/** As the server has it: no blank and no control character, which browsers skip when they read an address. */
const WEB_OR_MAIL = /^(https?:\/\/|mailto:)[^\s\p{Cc}]+$/iu;

/** Whether a link may be followed: the web and mail; never `javascript:` or `data:`. */
export function isSafeLink(value: unknown): value is string {
  return (
    typeof value === "string" && WEB_OR_MAIL.test(value) && URL.canParse(value)
  );
}

/** What someone typed as an address, as a link: `a.org` becomes `https://a.org`; undefined if it may not be one. */
export function linkFrom(
  typed: string,
  here = location.origin,
): string | undefined {
  const text = typed.trim();
  if (text === "" || /\s/.test(text)) return undefined;
  if (/^[^\s@/:]+@[^\s@/:]+$/.test(text)) return `mailto:${text}`;
  if (text.startsWith("/")) return here + text;
  const link = /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}`;
  return isSafeLink(link) ? link : undefined;
}
