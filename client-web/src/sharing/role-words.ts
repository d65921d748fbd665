import type { Access, GivenRole, Role, Way } from "./sharing-api.ts";

/** What a role is called. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  viewer: "Viewer",
  commenter: "Commenter",
  editor: "Editor",
  owner: "Owner",
};

/** What a role lets somebody do, as the end of "… can". */
export const ROLE_DEEDS: Readonly<Record<Role, string>> = {
  viewer: "read",
  commenter: "read and chat",
  editor: "read, chat and write",
  owner: "do everything, and share it",
};

/** The roles that can be given, from the most to the least. */
export const GIVEN_ROLES: readonly GivenRole[] = [
  "editor",
  "commenter",
  "viewer",
];

/** Why a document reaches somebody, in words. */
export function wayWords(way: Way, { groups, links }: Access): string {
  switch (way.by) {
    case "own":
      return way.role === "owner" ? "Owns it" : "Given directly";
    case "group": {
      const group = groups.find(({ id }) => id === way.id);
      return `In the group ${group?.name ?? "that it was given to"}`;
    }
    case "everyone":
      return "Signed in";
    case "link": {
      const at = links.findIndex(({ id }) => id === way.id);
      return at < 0
        ? "Came by a link"
        : `Came by ${linkName(links.length - at)}`;
    }
  }
}

/** What a link is called where several are listed: the oldest is the first. */
export function linkName(number: number): string {
  return `link ${number}`;
}

/** When a link ends, in words. */
export function endWords(expires: Date | undefined, now: Date): string {
  if (expires === undefined) return "never ends";
  const words = expires.toLocaleString("en", {
    dateStyle: "medium",
    timeStyle: "short",
  });
  return expires <= now ? `ended ${words}` : `ends ${words}`;
}
