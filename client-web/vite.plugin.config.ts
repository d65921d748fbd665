import { existsSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { brotli } from "./build/brotli.ts";
import { clientModules } from "./build/client-modules.ts";

/**
 * Bundles the browser half of one plugin: `vite build FOLDER --config vite.plugin.config.ts --outDir TARGET` makes
 * `plugin.js`, an ES module that imports nothing, of `plugin.ts`, and `plugin.css` of the style sheets. Each plugin
 * carries its own copy of the libraries it uses: what it is built with can neither break another nor be broken.
 */
export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [clientModules(), pluginAndStyles(), brotli()],
  esbuild: {
    tsconfigRaw: {
      compilerOptions: {
        experimentalDecorators: true,
        useDefineForClassFields: false,
      },
    },
  },
  build: {
    target: "es2022",
    emptyOutDir: true,
    modulePreload: false,
    cssCodeSplit: false,
    rollupOptions: {
      input: "virtual:plugin",
      preserveEntrySignatures: "strict",
      output: {
        format: "es",
        inlineDynamicImports: true,
        entryFileNames: "plugin.js",
        assetFileNames: "plugin[extname]",
      },
    },
  },
});

/** The module `plugin.ts` together with `plugin.css`, if there is one, whether the module imports it or not. */
function pluginAndStyles(): Plugin {
  let folder = "";
  const id = "\0virtual:plugin";
  return {
    name: "plugin-and-styles",
    configResolved: ({ root }) => {
      folder = root;
    },
    resolveId: (source) => (source === "virtual:plugin" ? id : null),
    load: (module) => {
      if (module !== id) return null;
      const file = (name: string) => JSON.stringify(join(folder, name));
      const styles = existsSync(join(folder, "plugin.css"))
        ? `import ${file("plugin.css")};`
        : "";
      return `${styles} export * from ${file("plugin.ts")};`;
    },
  };
}
