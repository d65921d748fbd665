import fc from "fast-check";
import Delta from "quill-delta";
import { expect, it } from "vitest";
import {
  canonical,
  randomEdit,
  seededRandom,
} from "../testing/random-edits.ts";
import { cases } from "../testing/seed.ts";
import { composeAll } from "./compose-all.ts";

it("composeIsApplyingInTurn: one delta does what all do one after the other", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(30), (seed, size) => {
      const random = seededRandom(seed);
      const start = new Delta().insert("ein Anfang\n");
      let document = start;
      const edits: Delta[] = [];
      for (let index = 0; index < size; index += 1) {
        const edit = randomEdit(random, document, String(index));
        edits.push(edit);
        document = document.compose(edit);
      }
      expect(canonical(start.compose(composeAll(edits)))).toEqual(
        canonical(document),
      );
    }),
    cases(200),
  );
});
