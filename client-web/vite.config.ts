import { defineConfig } from "vite";
import { brotli } from "./build/brotli.ts";
import { pageWeight } from "./build/page-weight.ts";

/** Where `npm run dev` finds the server; the built client is served by the server itself. */
const server = process.env["SCRIPTORIUM_SERVER"] ?? "http://127.0.0.1:9080";

export default defineConfig({
  plugins: [pageWeight(), brotli()],
  server: {
    host: "127.0.0.1",
    proxy: {
      "/api": server,
      "/ws": { target: server, ws: true },
    },
  },
  build: {
    outDir: "dist",
    target: "es2022",
    sourcemap: true,
    // The server's content security policy allows no data: scripts or styles.
    assetsInlineLimit: 0,
  },
});
