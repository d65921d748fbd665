import { call, members } from "../api.ts";

/** What the server tells of a plugin that is installed and running. */
export interface PluginFacts {
  readonly name: string;
  /** For people. */
  readonly title: string;
  readonly version: string | undefined;
  /** The address of its browser half, if it has one, with a hash of its content in it. */
  readonly module: string | undefined;
  readonly stylesheet: string | undefined;
  /** Whether a document can do without it. */
  readonly switchable: boolean;
}

/** Every plugin that runs on the server. */
export async function readCatalogue(
  signal: AbortSignal,
): Promise<readonly PluginFacts[]> {
  const { plugins } = members(await call("/api/plugins", { signal }));
  return Array.isArray(plugins) ? plugins.flatMap(factsOf) : [];
}

function factsOf(value: unknown): readonly PluginFacts[] {
  const { name, title, version, module, stylesheet, switchable } =
    members(value);
  if (typeof name !== "string") return [];
  return [
    {
      name,
      title: text(title) ?? name,
      version: text(version),
      module: text(module),
      stylesheet: text(stylesheet),
      switchable: switchable === true,
    },
  ];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
