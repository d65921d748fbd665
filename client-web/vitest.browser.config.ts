import { defineConfig } from "vitest/config";

/** Tests that drive a real browser, one file at a time. */
export default defineConfig({
  test: {
    include: ["browser/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 300_000,
  },
});
