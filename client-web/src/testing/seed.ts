import fc from "fast-check";

/**
 * Seeds every random test of a run: with `SCRIPTORIUM_SEED` if it is set, with a fresh seed otherwise. The seed
 * is printed, so that any failure can be played again. `SCRIPTORIUM_RUNS` multiplies the number of cases.
 */
export const seed = Number(
  process.env["SCRIPTORIUM_SEED"] ?? Date.now() % 2 ** 31,
);

const factor = Number(process.env["SCRIPTORIUM_RUNS"] ?? 1);

/** How many cases a law is tried on: `runs`, or a multiple of it. */
export function cases(runs: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(runs * factor) };
}

fc.configureGlobal({ seed });
console.log(`SCRIPTORIUM_SEED=${seed}`);
