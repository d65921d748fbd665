import { vi } from "vitest";
import { type Problem, RunningPlugin } from "../plugins/running-plugin.ts";

/** A plugin at work, and what went wrong with it. Its warnings on the console are kept from a test's output. */
export function runningPlugin(name = "notes"): {
  readonly plugin: RunningPlugin;
  readonly problems: readonly Problem[];
} {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const problems: Problem[] = [];
  const facts = {
    name,
    title: name,
    version: undefined,
    module: `/plugins/${name}/1/plugin.js`,
    stylesheet: undefined,
    switchable: true,
  };
  const plugin = new RunningPlugin(facts, (problem) => problems.push(problem));
  return { plugin, problems };
}

/** Resolves when every promise that is settled by now has told whom it had to. */
export function settled(): Promise<void> {
  return new Promise(setImmediate);
}
