/** Whether a link may be followed: the web, mail and telephones; never `javascript:` or `data:`. */
export function isSafeLink(value: unknown): value is string {
  if (typeof value !== "string" || !URL.canParse(value, "https://base.invalid"))
    return false;
  const { protocol } = new URL(value, "https://base.invalid");
  return ["http:", "https:", "mailto:", "tel:", "sms:"].includes(protocol);
}

/** Whether a picture may be shown: from the web, or carried in the document itself. */
export function isSafeImage(value: unknown): value is string {
  return (
    typeof value === "string" &&
    /^(https?:\/\/|data:image\/(png|jpeg|gif|webp|avif|svg\+xml)[;,])/i.test(
      value,
    )
  );
}

/** What someone typed as an address, as a link: `a.org` becomes `https://a.org`; undefined if it may not be one. */
export function linkFrom(typed: string): string | undefined {
  const text = typed.trim();
  if (text === "" || /\s/.test(text)) return undefined;
  if (/^[^\s@/:]+@[^\s@/:]+$/.test(text)) return `mailto:${text}`;
  const link = /^([a-z][a-z\d+.-]*:|\/)/i.test(text) ? text : `https://${text}`;
  return isSafeLink(link) ? link : undefined;
}
