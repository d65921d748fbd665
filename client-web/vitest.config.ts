import { defineConfig } from "vitest/config";

/** Unit tests and laws: everything beside the code that it tests, in Node, without a network. */
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    testTimeout: 60_000,
  },
});
