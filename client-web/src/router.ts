/** The parts of the administration; each has a page of its own. */
export const ADMIN_PARTS = ["plugins", "accounts", "groups", "audit"] as const;

export type AdminPart = (typeof ADMIN_PARTS)[number];

/** What an address of this site shows. */
export type Route =
  | { readonly type: "documents" }
  | { readonly type: "document"; readonly id: string }
  | { readonly type: "admin"; readonly part: AdminPart }
  | { readonly type: "account" }
  | { readonly type: "sign-in" }
  | { readonly type: "sign-up" }
  | { readonly type: "set-up" }
  | { readonly type: "reset" }
  | { readonly type: "link" }
  | { readonly type: "not-found" };

const PAGES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ["/account", { type: "account" }],
  ["/sign-in", { type: "sign-in" }],
  ["/sign-up", { type: "sign-up" }],
  ["/set-up", { type: "set-up" }],
  ["/reset", { type: "reset" }],
  ["/l", { type: "link" }],
]);

/** The route of a path such as `/` or `/d/7f3a`. */
export function routeOf(path: string): Route {
  if (path === "/" || path === "/index.html") return { type: "documents" };
  const part = ADMIN_PARTS.find((each) => adminHref(each) === path);
  if (part !== undefined) return { type: "admin", part };
  const page = PAGES.get(path);
  if (page !== undefined) return page;
  const id = /^\/d\/([^/]+)\/?$/.exec(path)?.[1];
  if (id === undefined) return { type: "not-found" };
  try {
    return { type: "document", id: decodeURIComponent(id) };
  } catch {
    return { type: "not-found" };
  }
}

/** The address of a document's page. */
export function documentHref(id: string): string {
  return `/d/${encodeURIComponent(id)}`;
}

/** The address of a part of the administration; its first is `/admin`. */
export function adminHref(part: AdminPart): string {
  return part === "plugins" ? "/admin" : `/admin/${part}`;
}

/** The path of the link that lets somebody into a document; the secret stands behind the `#`. */
export function shareLinkHref(token: string): string {
  return `/l#${token}`;
}

/** The path of the link by which somebody sets a password; the secret stands behind the `#`. */
export function resetHref(token: string): string {
  return `/reset#${token}`;
}

/** Goes to a page of this site without loading it anew. */
export function navigate(href: string): void {
  history.pushState(null, "", href);
  window.dispatchEvent(new PopStateEvent("popstate"));
}

/**
 * Follows clicks on links to this site's own pages without loading them anew. Links elsewhere, downloads,
 * clicks meant for a new tab and addresses that the server answers itself are left to the browser.
 */
export function followLinks(signal: AbortSignal): void {
  document.addEventListener(
    "click",
    (event) => {
      const href = ownPage(event);
      if (href === undefined) return;
      event.preventDefault();
      navigate(href);
    },
    { signal },
  );
}

function ownPage(event: MouseEvent): string | undefined {
  if (event.defaultPrevented || event.button !== 0) return undefined;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
    return undefined;
  const target = event.target instanceof Element ? event.target : undefined;
  const link = target?.closest("a");
  if (!link || link.target !== "" || link.hasAttribute("download"))
    return undefined;
  if (link.isContentEditable || link.hash !== "") return undefined;
  const isOwn =
    link.origin === location.origin &&
    routeOf(link.pathname).type !== "not-found";
  return isOwn ? link.pathname : undefined;
}
