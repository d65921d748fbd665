import { expect, it, vi } from "vitest";
import { settled } from "../testing/plugin.ts";
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

it("what fails late in place of the list takes only itself away, not what its plugin shows there by then", async () => {
  const of = list();
  const search = plugin("search", of);
  let fail: (error: Error) => void = () => undefined;
  of.replace(
    search,
    () =>
      new Promise((_, reject) => {
        fail = reject;
      }),
  );
  of.replace(search, () => undefined);
  const newer = of.replacement;
  fail(new Error("overtaken"));
  await settled();
  expect(newer).toBeDefined();
  expect(of.replacement).toBe(newer);
  expect(of.problems.map(({ message }) => message)).toEqual(["overtaken"]);
  of.replace(search, () => Promise.reject(new Error("no results")));
  await settled();
  expect(of.replacement).toBeUndefined();
});

it("what stands above the list says in its own place what it rejects later", async () => {
  const of = list();
  of.addHeader(plugin("search", of), () =>
    Promise.reject(new Error("no field")),
  );
  expect(of.headers[0]?.problem).toBeUndefined();
  await settled();
  expect(of.headers[0]?.problem?.message).toBe("no field");
  expect(of.problems).toEqual([]);
});

it("a column whose values are no map is empty, and leaves the others theirs", async () => {
  const of = list();
  of.addColumn(plugin("odd", of), {
    label: "Odd",
    // As a plugin in plain JavaScript may: an object is no list of pairs.
    values: () => Promise.resolve(Object.create(null)),
  });
  of.addColumn(plugin("words", of), {
    label: "Words",
    values: () => Promise.resolve(new Map([["a", "7"]])),
  });
  await of.fill(["a"]);
  expect(of.cellsOf("a")).toEqual([{ label: "Words", text: "7" }]);
  expect(of.problems).toHaveLength(1);
});
