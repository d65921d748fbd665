/** The server's plain HTTP calls on what happened to accounts and rights. */
import { call, members, unexpected } from "../api.ts";

/** What can have happened, as the server spells it, and in words. */
export const ACTIONS: ReadonlyMap<string, string> = new Map([
  ["set_up", "Set the server up"],
  ["account_created", "Account made"],
  ["account_deleted", "Account deleted"],
  ["account_deactivated", "Account deactivated"],
  ["promoted", "Made an administrator"],
  ["demoted", "Administrator no more"],
  ["signed_in", "Signed in"],
  ["sign_in_failed", "Sign-in failed"],
  ["signed_out", "Signed out"],
  ["password_changed", "Password changed"],
  ["reset_issued", "Password link made"],
  ["token_created", "Token made"],
  ["token_revoked", "Token revoked"],
  ["document_created", "Document made"],
  ["document_deleted", "Document deleted"],
  ["document_restored", "Document restored"],
  ["granted", "Role given"],
  ["revoked", "Role taken away"],
  ["transferred", "Owner changed"],
  ["link_created", "Link made"],
  ["link_revoked", "Link revoked"],
  ["link_entered", "Came by a link"],
  ["group_changed", "Group changed"],
  ["group_deleted", "Group deleted"],
]);

/** One thing that somebody did, or tried. */
export interface AuditEvent {
  readonly number: number;
  readonly time: Date;
  readonly action: string;
  /** An account's id; empty for nobody known. */
  readonly actor: string;
  readonly address: string;
  readonly subject: string;
  readonly detail: string;
}

export interface AuditPage {
  readonly events: readonly AuditEvent[];
  /** What accounts, documents and groups are called now, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Where the next page begins; undefined on the last one. */
  readonly next: number | undefined;
}

/** Which events; undefined lets all pass. */
export interface AuditFilter {
  readonly action?: string | undefined;
  readonly actor?: string | undefined;
  readonly subject?: string | undefined;
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
}

/** A page of what happened, the newest first. */
export async function readAudit(
  filter: AuditFilter,
  before: number | undefined,
  signal: AbortSignal,
): Promise<AuditPage> {
  const query = queryOf(filter);
  if (before !== undefined) query.set("before", String(before));
  const body = await call(`/api/admin/audit?${query.toString()}`, { signal });
  const { events, names, next } = members(body);
  if (!Array.isArray(events)) throw unexpected("a list of events", body);
  return {
    events: events.map(eventOf),
    names: new Map(
      Object.entries(members(names)).map(([id, name]) => [id, String(name)]),
    ),
    next: typeof next === "number" ? next : undefined,
  };
}

/** The address of a file with all that passes. */
export function auditHref(
  filter: AuditFilter,
  format: "csv" | "jsonl",
): string {
  const query = queryOf(filter);
  query.set("format", format);
  return `/api/admin/audit/export?${query.toString()}`;
}

function queryOf(filter: AuditFilter): URLSearchParams {
  const query = new URLSearchParams();
  const { action, actor, subject, from, until } = filter;
  for (const [name, value] of [
    ["action", action],
    ["actor", actor],
    ["subject", subject],
    ["from", from?.toISOString()],
    ["until", until?.toISOString()],
  ] as const)
    if (value !== undefined && value !== "") query.set(name, value);
  return query;
}

function eventOf(value: unknown): AuditEvent {
  const { number, time, action, actor, address, subject, detail } =
    members(value);
  return {
    number: Number(number),
    time: new Date(typeof time === "string" ? time : NaN),
    action: text(action),
    actor: text(actor),
    address: text(address),
    subject: text(subject),
    detail: text(detail),
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
