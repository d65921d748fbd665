import Delta from "quill-delta";
import fc from "fast-check";
import { expect, test } from "vitest";
import { contents, contentsAndChange } from "../testing/arbitrary.ts";
import { cases } from "../testing/seed.ts";
import { sameContent } from "./line-document.ts";
import {
  fromViewChange,
  PLACEHOLDER,
  toView,
  toViewChange,
} from "./projection.ts";

test("the view is as long as the document", () => {
  fc.assert(fc.property(contents, (of) => toView(of).length() === of.length()));
});

test("a change of the document changes the view to the new document's view", () => {
  fc.assert(
    fc.property(contentsAndChange, ([before, change]) => {
      const viewed = toView(before).compose(toViewChange(change, before));
      expect(viewed.ops).toEqual(toView(before.compose(change)).ops);
    }),
    cases(500),
  );
});

test("an edit of the view, brought to the document, shows as that edit", () => {
  fc.assert(
    fc.property(contentsAndChange, ([before, wanted]) => {
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
