import { defineConfig } from "vitest/config";
import { clientModules } from "./build/client-modules.ts";

/** Unit tests and laws: everything beside the code that it tests, plugins' too, in Node, without a network. */
export default defineConfig({
  plugins: [clientModules()],
  test: {
    include: ["src/**/*.test.ts", "../plugins/*/src/main/web/**/*.test.ts"],
    testTimeout: 60_000,
  },
});
