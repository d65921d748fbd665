import Delta, { type AttributeMap } from "quill-delta";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cases } from "../testing/seed.ts";
import {
  fromViewChange,
  PLACEHOLDER,
  sameContent,
  toView,
  toViewChange,
} from "./projection.ts";

const attributes: fc.Arbitrary<AttributeMap> = fc.dictionary(
  fc.constantFrom("bold", "link", "header", "list", "blockquote", "comment"),
  fc.constantFrom<unknown>(true, 1, 2, "bullet", "javascript:x", "https://a.b"),
  { maxKeys: 3 },
);
const formats = attributes.chain((map) =>
  fc.subarray(Object.keys(map)).map((cleared) => ({
    ...map,
    ...Object.fromEntries(cleared.map((name) => [name, null])),
  })),
);
const text = fc.string({
  unit: fc.constantFrom("a", "b", "\n", "\r", "\uFEFF", "ü"),
  minLength: 1,
  maxLength: 5,
});
const insert = fc.oneof(
  { weight: 4, arbitrary: text },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { image: "https://a.b/c.png" },
      { image: "javascript:x" },
      { chart: { of: [1, 2] } },
    ),
  },
);
const document = fc
  .array(fc.tuple(insert, attributes), { maxLength: 8 })
  .map((parts) =>
    parts
      .reduce((delta, [what, how]) => delta.insert(what, how), new Delta())
      .insert("\n"),
  );

/** A random change that fits `on`. */
function changeOf(on: Delta): fc.Arbitrary<Delta> {
  const length = fc.integer({ min: 1, max: 4 });
  const step = fc.oneof(
    fc.tuple(fc.constant("retain"), length, fc.constant({})),
    fc.tuple(fc.constant("format"), length, formats),
    fc.tuple(fc.constant("delete"), length, fc.constant({})),
    fc.tuple(fc.constant("insert"), insert, attributes),
  );
  return fc.array(step, { maxLength: 6 }).map((steps) => {
    let left = on.length() - 1;
    return steps.reduce((change, [kind, what, how]) => {
      if (kind === "insert" && typeof what !== "number")
        return change.insert(what, how);
      const reach = Math.min(left, Number(what));
      if (reach <= 0) return change;
      left -= reach;
      return kind === "delete"
        ? change.delete(reach)
        : change.retain(reach, kind === "format" ? how : undefined);
    }, new Delta());
  });
}
const documentAndChange = document.chain((on) =>
  fc.tuple(fc.constant(on), changeOf(on)),
);

test("the view is as long as the document", () => {
  fc.assert(fc.property(document, (of) => toView(of).length() === of.length()));
});

test("a change of the document changes the view to the new document's view", () => {
  fc.assert(
    fc.property(documentAndChange, ([before, change]) => {
      const viewed = toView(before).compose(toViewChange(change, before));
      expect(viewed.ops).toEqual(toView(before.compose(change)).ops);
    }),
    cases(500),
  );
});

test("an edit of the view, brought to the document, shows as that edit", () => {
  fc.assert(
    fc.property(documentAndChange, ([before, wanted]) => {
      const change = toViewChange(wanted, before);
      const after = before.compose(fromViewChange(change, before));
      expect(toView(after).ops).toEqual(toView(before).compose(change).ops);
    }),
    cases(500),
  );
});

test("an unknown embed is shown as a placeholder that gives the original back", () => {
  const document = new Delta().insert({ chart: { of: [1] } }).insert("\n");
  const [op] = toView(document).ops;
  expect(op?.insert).toEqual({ [PLACEHOLDER]: '{"chart":{"of":[1]}}' });
  const pasted = fromViewChange(new Delta([op ?? {}]), document);
  expect(pasted.ops).toEqual([{ insert: { chart: { of: [1] } } }]);
});

test("of two block formats on one line one is shown, and setting another clears both", () => {
  const before = new Delta()
    .insert("a")
    .insert("\n", { header: 1, list: "bullet" });
  expect(toView(before).ops[1]?.attributes).toEqual({ list: "bullet" });
  const meant = fromViewChange(
    new Delta().retain(1).retain(1, { list: null }),
    before,
  );
  expect(before.compose(meant).ops).toEqual([{ insert: "a\n" }]);
});

test("equal contents are the same, other ones are not", () => {
  const one = new Delta().insert("a", { bold: true, italic: true });
  const two = new Delta().insert("a", { italic: true, bold: true });
  expect(sameContent(one, two)).toBe(true);
  expect(sameContent(one, new Delta().insert("a"))).toBe(false);
});
