import type { Route } from "../router.ts";
import type { Who, WhoAmI } from "./who-am-i.ts";

/** What stands at an address for who has come to it. */
export type Gate =
  /** Nothing yet: who it is, is being asked. */
  | { readonly type: "wait" }
  /** The page itself. `owner` is the account whose documents this device shows; empty without accounts. */
  | { readonly type: "page"; readonly owner: string }
  | { readonly type: "sign-in"; readonly why: string }
  | { readonly type: "set-up" }
  /** The way in has been gone: on to the documents. */
  | { readonly type: "home" };

/**
 * What stands at `route`. Who has to sign in does so at the address that they came to, and is there then: no address
 * to go on to is handed along, so none can be forged.
 *
 * @param open the document that is open already: it stays open when its session ends
 */
export function gateOf(
  route: Route,
  { who, setUp, isAsked }: Pick<WhoAmI, "who" | "setUp" | "isAsked">,
  open: { readonly id: string; readonly owner: string } | undefined,
): Gate {
  switch (route.type) {
    case "link":
    case "reset":
    case "not-found":
      return { type: "page", owner: "" };
    case "set-up":
      return setUp === undefined && !isAsked
        ? { type: "wait" }
        : { type: "set-up" };
    case "sign-in":
    case "sign-up":
      return who.type === "signed-out"
        ? waitsForSetUp(setUp)
          ? { type: "set-up" }
          : { type: "sign-in", why: "" }
        : who.type === "unknown" && !isAsked
          ? { type: "wait" }
          : { type: "home" };
    case "documents":
    case "document":
    case "admin":
    case "account":
      return waitsForSetUp(setUp)
        ? { type: "set-up" }
        : inside(route, who, isAsked, open);
  }
}

function waitsForSetUp(setUp: WhoAmI["setUp"]): boolean {
  if (setUp === undefined) return false;
  return setUp.needed || (setUp.choice === "undecided" && setUp.here);
}

function inside(
  route: Route,
  who: Who,
  isAsked: boolean,
  open: { readonly id: string; readonly owner: string } | undefined,
): Gate {
  switch (who.type) {
    case "signed-in":
      return { type: "page", owner: who.account.id };
    case "everybody":
      return { type: "page", owner: "" };
    case "unknown":
      return isAsked ? { type: "page", owner: "" } : { type: "wait" };
    case "signed-out":
      return route.type === "document" && route.id === open?.id
        ? { type: "page", owner: open.owner }
        : {
            type: "sign-in",
            why:
              route.type === "document"
                ? "This document is for people who have signed in."
                : "",
          };
  }
}
