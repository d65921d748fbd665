import { expect, it, vi } from "vitest";
import { ListContributions } from "./list-contributions.ts";
import { RunningPlugin } from "./running-plugin.ts";

function list(): ListContributions {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  return new ListContributions(() => {
    const host: HTMLElement = Object.create(null);
    return host;
  });
}

function plugin(name: string, of: ListContributions): RunningPlugin {
  const facts = { name, title: name, version: undefined, module: "/m.js" };
  return new RunningPlugin(
    { ...facts, stylesheet: undefined, switchable: true },
    of.report,
  );
}

it("a column that fails leaves the others theirs", async () => {
  const of = list();
  of.addColumn(plugin("bad", of), {
    label: "Bad",
    values: () => Promise.reject(new Error("no values")),
  });
  of.addColumn(plugin("words", of), {
    label: "Words",
    values: (ids) => Promise.resolve(new Map(ids.map((id) => [id, `${id}!`]))),
  });
  await of.fill(["a", "b"]);
  expect(of.cellsOf("a")).toEqual([{ label: "Words", text: "a!" }]);
  expect(of.problems.map(({ message }) => message)).toEqual(["no values"]);
});

it("what stands in place of the list goes when it cannot be drawn, when its plugin takes it back or ends", () => {
  const of = list();
  const search = plugin("search", of);
  const other = plugin("other", of);
  of.replace(search, () => undefined);
  expect(of.replacement?.plugin).toBe(search);
  of.replace(other, undefined);
  expect(of.replacement?.plugin).toBe(search);
  of.replace(search, undefined);
  expect(of.replacement).toBeUndefined();
  of.replace(search, () => {
    throw new Error("no results");
  });
  expect(of.replacement).toBeUndefined();
  expect(of.problems[0]?.message).toBe("no results");
  of.replace(search, () => undefined);
  search.end();
  expect(of.replacement).toBeUndefined();
});

it("what stands above the list says in its own place why it cannot be shown", () => {
  const of = list();
  of.addHeader(plugin("search", of), () => {
    throw new Error("no field");
  });
  expect(of.headers[0]?.problem?.message).toBe("no field");
  expect(of.problems).toEqual([]);
});
