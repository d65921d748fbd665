import { defineConfig } from "vitest/config";

/** The sync core against a running server through a connection that fails on purpose. */
export default defineConfig({
  test: {
    include: ["chaos/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
});
