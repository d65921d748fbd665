import type { PluginModule } from "./plugin-api.ts";

/** Loads an ES module; a browser does so once for each address. */
export type ImportModule = (url: string) => Promise<unknown>;

export const browserImport: ImportModule = (url) =>
  import(/* @vite-ignore */ url);

/** The module at `address`, which must be this server's own, with what it exports checked. */
export async function loadModule(
  address: string,
  load: ImportModule,
  origin: string,
): Promise<PluginModule> {
  const url = new URL(address, origin);
  if (url.origin !== origin)
    throw new Error(`its module is on another server, ${url.origin}`);
  const exported = await load(url.href);
  const { activateDocument, activateList } = exportsOf(exported);
  if (activateDocument === undefined && activateList === undefined)
    throw new Error(
      "its module exports neither activateDocument nor activateList",
    );
  return {
    ...(activateDocument && { activateDocument }),
    ...(activateList && { activateList }),
  };
}

function exportsOf(module: unknown): PluginModule {
  return isModule(module) ? module : {};
}

function isModule(module: unknown): module is PluginModule {
  if (typeof module !== "object" || module === null) return false;
  return ["activateDocument", "activateList"].every((name) => {
    const value: unknown = Reflect.get(module, name);
    return value === undefined || typeof value === "function";
  });
}

/** Links a style sheet from the page's head until `signal` aborts. */
export function linkStylesheet(address: string, signal: AbortSignal): void {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  document.head.append(link);
  signal.addEventListener("abort", () => {
    link.remove();
  });
}
