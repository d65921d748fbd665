/** The server's plain HTTP calls on accounts, sessions, tokens and links. All throw an {@link ApiError}. */
import { call, json, members, unexpected } from "../api.ts";

/** `guest`: came by a link, under a name of their own choice. */
export type AccountKind = "guest" | "member" | "administrator";

/** Somebody whom the server knows. */
export interface Account {
  readonly id: string;
  readonly kind: AccountKind;
  /** What they sign in with; guests have none. */
  readonly name: string | undefined;
  /** What others see. */
  readonly displayName: string;
  /** `#rrggbb` */
  readonly color: string;
}

/** Who is let in: `local` everybody at the server's machine, `open` everybody, `accounts` who signs in. */
export type AccessMode = "local" | "open" | "accounts";

/**
 * How it came to that: by the server's `configuration`, `chosen` on its first page, or `undecided`, which works like
 * `local` until somebody chooses.
 */
export type AccessChoice = "configuration" | "chosen" | "undecided";

/** How the server lets people in, and whom it knows this browser's user to be. */
export interface SetUp {
  readonly access: AccessMode;
  readonly choice: AccessChoice;
  /** Whether it waits for its first administrator. */
  readonly needed: boolean;
  /** Whether this browser runs on the server's own machine, where alone it can be set up. */
  readonly here: boolean;
  /** Whether people may make accounts for themselves. */
  readonly signUp: boolean;
  /** Who is signed in. */
  readonly account: Account | undefined;
}

/** What a personal access token may do. */
export type TokenScope = "read" | "write";

/** A personal access token. */
export interface Token {
  readonly id: string;
  readonly name: string;
  readonly scope: TokenScope;
  readonly created: Date;
  readonly expires: Date;
  /** Its secret, right after it was made and never again. */
  readonly secret: string | undefined;
}

/** Whom somebody wants to be. */
export interface NewAccount {
  readonly name: string;
  readonly password: string;
  /** The name if left out. */
  readonly displayName?: string;
}

/** Where a link has led to. */
export interface Entered {
  readonly documentId: string;
  readonly role: string;
  readonly account: Account;
}

export async function readSetUp(signal?: AbortSignal): Promise<SetUp> {
  const init = signal === undefined ? {} : { signal };
  return setUpOf(await call("/api/setup", init));
}

/** Makes the first administrator, who is signed in then; the server has accounts from now on. */
export async function setUpAccounts(wanted: NewAccount): Promise<Account> {
  return accountOf(await call("/api/setup", json("POST", wanted)));
}

/** Decides that the server has no accounts and serves its own machine alone. */
export async function setUpLocal(): Promise<SetUp> {
  return setUpOf(
    await call("/api/setup/access", json("PUT", { access: "local" })),
  );
}

export async function signIn(name: string, password: string): Promise<Account> {
  const body = json("POST", { name, password });
  return accountOf(await call("/api/account/session", body));
}

export async function signUp(wanted: NewAccount): Promise<Account> {
  return accountOf(await call("/api/account", json("POST", wanted)));
}

/** Signs out in this browser; its cookie is gone. */
export async function signOut(): Promise<void> {
  await call("/api/account/session", { method: "DELETE" });
}

/** Signs out in every browser; tokens stay. */
export async function signOutEverywhere(): Promise<void> {
  await call("/api/account/sessions", { method: "DELETE" });
}

export async function changeProfile(
  profile: Partial<Pick<Account, "displayName" | "color">>,
): Promise<Account> {
  return accountOf(await call("/api/account", json("PATCH", profile)));
}

/** Changes the password; every other session ends. */
export async function changePassword(
  old: string,
  password: string,
): Promise<Account> {
  const body = json("PUT", { old, password });
  return accountOf(await call("/api/account/password", body));
}

/** Sets the password by the token of a link that an administrator sent, and signs in. */
export async function resetPassword(
  token: string,
  password: string,
): Promise<Account> {
  const body = json("POST", { token, password });
  return accountOf(await call("/api/account/reset", body));
}

export async function deleteAccount(password: string): Promise<void> {
  await call("/api/account/deletion", json("POST", { password }));
}

export async function listTokens(
  signal: AbortSignal,
): Promise<readonly Token[]> {
  const body = await call("/api/account/tokens", { signal });
  const { tokens } = members(body);
  if (!Array.isArray(tokens)) throw unexpected("a list of tokens", body);
  return tokens.map(tokenOf);
}

/** @param days for how long it serves, 1 to 365 */
export async function createToken(
  name: string,
  scope: TokenScope,
  days: number,
): Promise<Token> {
  const body = json("POST", { name, scope, days });
  return tokenOf(await call("/api/account/tokens", body));
}

export async function revokeToken(id: string): Promise<void> {
  const address = `/api/account/tokens/${encodeURIComponent(id)}`;
  await call(address, { method: "DELETE" });
}

/** Comes in by a share link; `name` is for those who are not signed in. */
export async function enterLink(
  token: string,
  name: string | undefined,
): Promise<Entered> {
  const wanted = name === undefined ? { token } : { token, name };
  const body = await call("/api/links", json("POST", wanted));
  const { document, role, account } = members(body);
  if (typeof document !== "string" || typeof role !== "string")
    throw unexpected("a document and a role", body);
  return { documentId: document, role, account: accountOf(account) };
}

/** An account out of the API's JSON. */
export function accountOf(value: unknown): Account {
  const { id, kind, name, displayName, color } = members(value);
  if (typeof id !== "string" || typeof displayName !== "string")
    throw unexpected("an account with id and displayName", value);
  return {
    id,
    kind: kind === "administrator" || kind === "member" ? kind : "guest",
    name: typeof name === "string" ? name : undefined,
    displayName,
    color: typeof color === "string" ? color : "#666666",
  };
}

function setUpOf(value: unknown): SetUp {
  const { access, choice, needed, here, signUp, account } = members(value);
  return {
    access: access === "local" || access === "open" ? access : "accounts",
    choice:
      choice === "undecided" || choice === "chosen" ? choice : "configuration",
    needed: needed === true,
    here: here === true,
    signUp: signUp === true,
    account:
      account === undefined || account === null
        ? undefined
        : accountOf(account),
  };
}

function tokenOf(value: unknown): Token {
  const { id, name, scope, created, expires, token } = members(value);
  if (typeof id !== "string" || typeof name !== "string")
    throw unexpected("a token with id and name", value);
  return {
    id,
    name,
    scope: scope === "write" ? "write" : "read",
    created: new Date(typeof created === "string" ? created : NaN),
    expires: new Date(typeof expires === "string" ? expires : NaN),
    secret: typeof token === "string" ? token : undefined,
  };
}
