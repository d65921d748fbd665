import { reach, problem } from "../api.ts";
import { documentHref, navigate } from "../router.ts";
import { announce } from "./announce.ts";
import { deviceKeep } from "./guest-name.ts";
import type { PluginContext } from "./plugin-api.ts";
import type { RunningPlugin } from "./running-plugin.ts";

/** What every plugin is given, on whatever page. */
export function pluginContext(plugin: RunningPlugin): PluginContext {
  const { name, signal } = plugin;
  const keep = deviceKeep();
  const keyOf = (key: string): string => `scriptorium-plugin:${name}:${key}`;
  return {
    name,
    signal,
    announce,
    request: (path, init = {}) => request(plugin, path, init),
    openDocument: (id, position) => {
      const at = position === undefined ? "" : `#at=${Math.floor(position)}`;
      navigate(documentHref(id) + at);
    },
    remember: (key, value) => {
      keep?.setItem(keyOf(key), value);
    },
    recall: (key) => keep?.getItem(keyOf(key)) ?? undefined,
  };
}

async function request(
  { name, signal }: RunningPlugin,
  path: string,
  init: RequestInit,
): Promise<Response> {
  const response = await reach(addressOf(name, path), {
    ...init,
    signal: init.signal ? AbortSignal.any([signal, init.signal]) : signal,
  });
  if (!response.ok) throw await problem(response);
  return response;
}

/** The address of `path` below the plugin's own; a path that leads out of it is a mistake. */
export function addressOf(
  name: string,
  path: string,
  origin = location.origin,
): string {
  const base = new URL(`/api/plugins/${name}/`, origin);
  const url = new URL(path.replace(/^\/+/, ""), base);
  if (!url.href.startsWith(base.href))
    throw new Error(`"${path}" leads out of ${base.pathname}`);
  return url.pathname + url.search;
}
