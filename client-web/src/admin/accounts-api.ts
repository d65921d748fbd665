/** The server's plain HTTP calls for administrators of accounts. All throw an {@link ApiError}. */
import { type Account, accountOf } from "../account/account-api.ts";
import { call, json, members, unexpected } from "../api.ts";

/** An account as its administrator sees it. */
export interface AdministeredAccount {
  readonly account: Account;
  /** Whether it has a password: without one, nobody signs in to it. */
  readonly active: boolean;
  readonly created: Date;
  /** How many documents it owns. */
  readonly documents: number;
}

/** What sets an account's password, once. */
export interface PasswordLink {
  readonly account: Account;
  readonly token: string;
  readonly expires: Date;
}

/** Whom to make an account for. */
export interface Invited {
  readonly name: string;
  readonly displayName?: string;
  readonly administrator: boolean;
}

/** Several accounts at once. */
export interface Group {
  readonly id: string;
  readonly name: string;
  /** Accounts' ids. */
  readonly members: readonly string[];
}

/** Accounts whose name begins with `words`, 200 at most. */
export async function listAccounts(
  words: string,
  signal: AbortSignal,
): Promise<readonly AdministeredAccount[]> {
  const query = new URLSearchParams({ q: words }).toString();
  const body = await call(`/api/admin/accounts?${query}`, { signal });
  const { accounts } = members(body);
  if (!Array.isArray(accounts)) throw unexpected("a list of accounts", body);
  return accounts.map(administeredOf);
}

export async function invite(wanted: Invited): Promise<PasswordLink> {
  return linkOf(await call("/api/admin/accounts", json("POST", wanted)));
}

/** Makes a link that sets an account's password; the one before serves no more. */
export async function makePasswordLink(account: string): Promise<PasswordLink> {
  return linkOf(await call(`${of(account)}/reset`, { method: "POST" }));
}

export async function setAdministrator(
  account: string,
  administrator: boolean,
): Promise<void> {
  await call(of(account), json("PATCH", { administrator }));
}

/** Lets nobody sign in to an account until a link sets its password. */
export async function deactivate(account: string): Promise<void> {
  await call(`${of(account)}/deactivation`, { method: "POST" });
}

/** Deletes an account; its documents are the heir's. */
export async function removeAccount(
  account: string,
  heir: string,
): Promise<void> {
  const query = new URLSearchParams({ heir }).toString();
  await call(`${of(account)}?${query}`, { method: "DELETE" });
}

/** The address that the secret of a password's link is sent as. */
export function resetHref(token: string): string {
  return `${location.origin}/reset#${token}`;
}

export async function listGroups(
  signal: AbortSignal,
): Promise<readonly Group[]> {
  const { groups } = members(await call("/api/admin/groups", { signal }));
  return Array.isArray(groups) ? groups.map(groupOf) : [];
}

export async function createGroup(name: string): Promise<Group> {
  const wanted = json("POST", { name, members: [] });
  return groupOf(await call("/api/admin/groups", wanted));
}

export async function changeGroup({
  id,
  name,
  members: ids,
}: Group): Promise<Group> {
  const address = `/api/admin/groups/${encodeURIComponent(id)}`;
  return groupOf(await call(address, json("PUT", { name, members: ids })));
}

export async function deleteGroup(id: string): Promise<void> {
  const address = `/api/admin/groups/${encodeURIComponent(id)}`;
  await call(address, { method: "DELETE" });
}

function of(account: string): string {
  return `/api/admin/accounts/${encodeURIComponent(account)}`;
}

function administeredOf(value: unknown): AdministeredAccount {
  const { account, active, created, documents } = members(value);
  return {
    account: accountOf(account),
    active: active === true,
    created: new Date(typeof created === "string" ? created : NaN),
    documents: typeof documents === "number" ? documents : 0,
  };
}

function linkOf(value: unknown): PasswordLink {
  const { account, token, expires } = members(value);
  if (typeof token !== "string") throw unexpected("a link's token", value);
  return {
    account: accountOf(account),
    token,
    expires: new Date(typeof expires === "string" ? expires : NaN),
  };
}

function groupOf(value: unknown): Group {
  const { id, name, members: ids } = members(value);
  return {
    id: String(id),
    name: String(name),
    members: Array.isArray(ids) ? ids.map(String) : [],
  };
}
