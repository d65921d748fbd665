/** The server's plain HTTP calls on who may do what with a document. All throw an {@link ApiError}. */
import { type Account, accountOf } from "../account/account-api.ts";
import { call, json, members, unexpected } from "../api.ts";

/** Roles from the least to the most; each may do what those before it may. */
export const ROLES = ["viewer", "commenter", "editor", "owner"] as const;

export type Role = (typeof ROLES)[number];

/** A role that can be given; an owner is made by {@link transferDocument} alone. */
export type GivenRole = Exclude<Role, "owner">;

/** Whom a document can be given to. */
export type Grantee =
  | { readonly type: "person"; readonly id: string }
  | { readonly type: "group"; readonly id: string }
  | { readonly type: "everyone" };

/** One way on which a document reaches somebody. */
export interface Way {
  readonly by: "own" | "group" | "everyone" | "link";
  readonly role: Role;
  /** The group's or link's id. */
  readonly id: string | undefined;
}

/** Somebody whom a document reaches, and on which ways. */
export interface SharedPerson {
  readonly account: Account;
  readonly role: Role;
  readonly ways: readonly Way[];
}

export interface SharedGroup {
  readonly id: string;
  readonly name: string;
  readonly role: GivenRole;
}

/** A link that lets in whoever has it. */
export interface ShareLink {
  readonly id: string;
  readonly role: GivenRole;
  readonly guests: boolean;
  readonly created: Date;
  /** Undefined for never. */
  readonly expires: Date | undefined;
}

/** A link that was just made: its secret is there this once. */
export interface MadeLink extends ShareLink {
  readonly token: string;
}

/** Who may do what with a document; below editor, one's own role and the owner alone. */
export interface Access {
  readonly role: Role;
  readonly owner: Account | undefined;
  readonly people: readonly SharedPerson[];
  readonly groups: readonly SharedGroup[];
  /** What everyone who signed in may do; undefined for nothing. */
  readonly everyone: GivenRole | undefined;
  readonly links: readonly ShareLink[];
}

/** Who can be found by the beginning of a name. */
export interface Found {
  readonly accounts: readonly Account[];
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

/** What a link is to be. */
export interface WantedLink {
  readonly role: GivenRole;
  readonly guests: boolean;
  readonly expires: Date | undefined;
}

export async function readAccess(
  documentId: string,
  signal: AbortSignal,
): Promise<Access> {
  return accessOf(await call(address(documentId), { signal }));
}

export async function give(
  documentId: string,
  grantee: Grantee,
  role: GivenRole,
): Promise<void> {
  const to = `${address(documentId)}/${pathOf(grantee)}`;
  await call(to, json("PUT", { role }));
}

export async function takeAway(
  documentId: string,
  grantee: Grantee,
): Promise<void> {
  const from = `${address(documentId)}/${pathOf(grantee)}`;
  await call(from, { method: "DELETE" });
}

/** Makes a document somebody else's; who had it stays as an editor. */
export async function transferDocument(
  documentId: string,
  account: string,
): Promise<void> {
  await call(`${address(documentId)}/owner`, json("PUT", { account }));
}

export async function makeLink(
  documentId: string,
  { role, guests, expires }: WantedLink,
): Promise<MadeLink> {
  const wanted = {
    role,
    guests,
    ...(expires === undefined ? {} : { expires: expires.toISOString() }),
  };
  const body = await call(`${address(documentId)}/links`, json("POST", wanted));
  const { token } = members(body);
  if (typeof token !== "string") throw unexpected("a link's token", body);
  return { ...linkOf(body), token };
}

export async function revokeLink(
  documentId: string,
  link: string,
): Promise<void> {
  const at = `${address(documentId)}/links/${encodeURIComponent(link)}`;
  await call(at, { method: "DELETE" });
}

/** Accounts and groups whose name begins with `words`. */
export async function findPeople(
  words: string,
  signal: AbortSignal,
): Promise<Found> {
  const query = new URLSearchParams({ q: words }).toString();
  const { accounts, groups } = members(
    await call(`/api/people?${query}`, { signal }),
  );
  return {
    accounts: listOf(accounts, accountOf),
    groups: listOf(groups, (value) => {
      const { id, name } = members(value);
      return { id: String(id), name: String(name) };
    }),
  };
}

/** The address that a link's secret is sent as. */
export function linkHref(token: string): string {
  return `${location.origin}/l#${token}`;
}

function address(documentId: string): string {
  return `/api/documents/${encodeURIComponent(documentId)}/access`;
}

function pathOf(grantee: Grantee): string {
  switch (grantee.type) {
    case "person":
      return `people/${encodeURIComponent(grantee.id)}`;
    case "group":
      return `groups/${encodeURIComponent(grantee.id)}`;
    case "everyone":
      return "everyone";
  }
}

/** Who may do what, out of the API's JSON. */
export function accessOf(value: unknown): Access {
  const { role, owner, people, groups, everyone, links } = members(value);
  return {
    role: roleOf(role),
    owner: owner === undefined || owner === null ? undefined : accountOf(owner),
    people: listOf(people, personOf),
    groups: listOf(groups, (group) => {
      const { id, name, role: given } = members(group);
      return { id: String(id), name: String(name), role: givenRoleOf(given) };
    }),
    everyone: typeof everyone === "string" ? givenRoleOf(everyone) : undefined,
    links: listOf(links, linkOf),
  };
}

function personOf(value: unknown): SharedPerson {
  const { account, role, ways } = members(value);
  return {
    account: accountOf(account),
    role: roleOf(role),
    ways: listOf(ways, wayOf),
  };
}

function wayOf(value: unknown): Way {
  const { by, role, id } = members(value);
  return {
    by: by === "group" || by === "everyone" || by === "link" ? by : "own",
    role: roleOf(role),
    id: typeof id === "string" ? id : undefined,
  };
}

function linkOf(value: unknown): ShareLink {
  const { id, role, guests, created, expires } = members(value);
  return {
    id: String(id),
    role: givenRoleOf(role),
    guests: guests === true,
    created: new Date(typeof created === "string" ? created : NaN),
    expires: typeof expires === "string" ? new Date(expires) : undefined,
  };
}

/** A role as the server spells it; what is not known counts as the least. */
export function roleOf(value: unknown): Role {
  return ROLES.find((role) => role === value) ?? "viewer";
}

function givenRoleOf(value: unknown): GivenRole {
  return value === "editor" || value === "commenter" ? value : "viewer";
}

function listOf<T>(value: unknown, one: (each: unknown) => T): readonly T[] {
  return Array.isArray(value) ? value.map(one) : [];
}
