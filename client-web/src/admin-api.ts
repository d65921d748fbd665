import { call, json, members } from "./api.ts";

/** What a plugin is doing. */
export type PluginState =
  "starting" | "running" | "quarantined" | "off" | "refused";

/** Calls of one hook since the plugin was installed; times in milliseconds. */
export interface HookReport {
  readonly hook: string;
  readonly calls: number;
  readonly totalMillis: number;
  readonly longestMillis: number;
}

/** How a plugin is doing, for the administrator. */
export interface PluginReport {
  readonly name: string;
  readonly title: string;
  readonly version: string | undefined;
  /** Its jar in the plugins folder; undefined for one that the server came with. */
  readonly file: string | undefined;
  readonly state: PluginState;
  /** Why it is quarantined or refused. */
  readonly reason: string | undefined;
  readonly since: Date | undefined;
  /** When it leaves its quarantine; undefined if not by itself. */
  readonly next: Date | undefined;
  readonly queue: number;
  readonly lagDocuments: number;
  readonly lagRevisions: number;
  readonly hooks: readonly HookReport[];
  readonly failures: number;
  readonly lastFailure:
    | { readonly hook: string; readonly message: string; readonly time: Date }
    | undefined;
  readonly dropped: number;
  readonly leftoverThreads: number;
}

/** A plugin, as far as one document is concerned. */
export interface DocumentPlugin {
  readonly name: string;
  readonly title: string;
  readonly switchable: boolean;
  readonly on: boolean;
}

export async function readReports(
  signal: AbortSignal,
): Promise<readonly PluginReport[]> {
  const { plugins } = members(await call("/api/admin/plugins", { signal }));
  return Array.isArray(plugins) ? plugins.map(reportOf) : [];
}

export async function restartPlugin(name: string): Promise<void> {
  await call(`${admin(name)}/restart`, { method: "POST" });
}

export async function switchPlugin(name: string, on: boolean): Promise<void> {
  await call(`${admin(name)}/state`, json("PUT", { on }));
}

export async function readDocumentPlugins(
  documentId: string,
  signal: AbortSignal,
): Promise<readonly DocumentPlugin[]> {
  const address = ofDocument(documentId);
  const { plugins } = members(await call(address, { signal }));
  return Array.isArray(plugins) ? plugins.map(documentPluginOf) : [];
}

export async function switchDocumentPlugin(
  documentId: string,
  name: string,
  on: boolean,
): Promise<void> {
  const address = `${ofDocument(documentId)}/${encodeURIComponent(name)}`;
  await call(address, json("PUT", { on }));
}

function admin(name: string): string {
  return `/api/admin/plugins/${encodeURIComponent(name)}`;
}

function ofDocument(id: string): string {
  return `/api/documents/${encodeURIComponent(id)}/plugins`;
}

function documentPluginOf(value: unknown): DocumentPlugin {
  const { name, title, switchable, on } = members(value);
  return {
    name: text(name) ?? "",
    title: text(title) ?? text(name) ?? "",
    switchable: switchable === true,
    on: on === true,
  };
}

/** A report of which whatever is missing counts as nothing. */
export function reportOf(value: unknown): PluginReport {
  const report = members(value);
  return {
    name: text(report["name"]) ?? "",
    title: text(report["title"]) ?? text(report["name"]) ?? "",
    version: text(report["version"]),
    file: text(report["file"]),
    state: stateOf(report["state"]),
    reason: text(report["reason"]),
    since: date(report["since"]),
    next: date(report["next"]),
    queue: number(report["queue"]),
    lagDocuments: number(report["lagDocuments"]),
    lagRevisions: number(report["lagRevisions"]),
    hooks: Object.entries(members(report["hooks"])).map(hookOf),
    failures: number(report["failures"]),
    lastFailure: failureOf(report["lastFailure"]),
    dropped: number(report["dropped"]),
    leftoverThreads: Array.isArray(report["leftoverThreads"])
      ? report["leftoverThreads"].length
      : 0,
  };
}

function hookOf([hook, value]: [string, unknown]): HookReport {
  const { calls, totalMillis, longestMillis } = members(value);
  return {
    hook,
    calls: number(calls),
    totalMillis: number(totalMillis),
    longestMillis: number(longestMillis),
  };
}

function failureOf(value: unknown): PluginReport["lastFailure"] {
  const { hook, message, time } = members(value);
  const when = date(time);
  return (
    when && { hook: text(hook) ?? "", message: text(message) ?? "", time: when }
  );
}

function stateOf(value: unknown): PluginState {
  switch (value) {
    case "starting":
    case "running":
    case "quarantined":
    case "off":
      return value;
    default:
      return "refused";
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function number(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

function date(value: unknown): Date | undefined {
  const when = new Date(typeof value === "string" ? value : NaN);
  return Number.isNaN(when.getTime()) ? undefined : when;
}
