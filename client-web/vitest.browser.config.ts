import { defineConfig } from "vitest/config";

/** Tests that drive a real browser, one file at a time. */
export default defineConfig({
  test: {
    include: ["browser/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
