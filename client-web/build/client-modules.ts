import { join } from "node:path";
import type { Plugin } from "vite";

const client = join(import.meta.dirname, "..");
const plugins = join(client, "..", "plugins");
const api = join(client, "src", "plugins", "plugin-api.ts");

/**
 * Lets the browser halves in `plugins/` import what they need, `lit` say, as if they lay in this module, which has
 * the npm packages for all of them.
 */
export function clientModules(): Plugin {
  return {
    name: "client-modules",
    enforce: "pre",
    resolveId(source, importer) {
      if (source === "@scriptorium/plugin-api") return api;
      const isPackage = /^[@a-z]/.test(source);
      if (!isPackage || importer?.startsWith(plugins) !== true) return null;
      return this.resolve(source, join(client, "package.json"), {
        skipSelf: true,
      });
    },
  };
}
