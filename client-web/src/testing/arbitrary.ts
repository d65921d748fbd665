import fc from "fast-check";
import Delta, { type AttributeMap } from "quill-delta";

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
/** A document, such as any client may have made it. */
export const contents = fc
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
/** A document and a random change that fits it. */
export const contentsAndChange = contents.chain((on) =>
  fc.tuple(fc.constant(on), changeOf(on)),
);
