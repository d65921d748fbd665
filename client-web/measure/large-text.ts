import Delta from "quill-delta";
import { below, seededRandom } from "../src/testing/random-edits.ts";

const WORDS =
  "the of a to and in that it was his he with as had but at which for on not be they this by have from or one all we so were there her what when your more other some into then them would these him could will out very time about only upon such your than our said now like man made over did down before long old whale ship sea great hand".split(
    " ",
  );

/** How many characters a paragraph has on average. */
const PARAGRAPH = 250;

/**
 * A long text as people write them: paragraphs, a heading now and then, a list here and there, words in bold and in
 * italics. The same for the same length.
 */
export function largeText(characters: number): Delta {
  const random = seededRandom(1);
  const text = new Delta();
  let length = 0;
  for (let number = 0; length < characters - 1; number += 1) {
    const left = characters - 1 - length;
    length += paragraph(text, number, Math.min(left, 2 * PARAGRAPH), random);
  }
  return text;
}

/** Adds a paragraph of at most `most` characters to `text`, and says how many it has. */
function paragraph(
  text: Delta,
  number: number,
  most: number,
  random: () => number,
): number {
  const isHeading = number % 20 === 0;
  const wanted = isHeading ? 30 : 1 + below(random, 2 * PARAGRAPH);
  let length = 1;
  while (length < Math.min(wanted, most)) {
    const word = `${WORDS[below(random, WORDS.length)] ?? ""} `;
    const piece = word.slice(0, most - length);
    const dice = random();
    text.insert(
      piece,
      dice < 0.02 ? { bold: true } : dice < 0.03 ? { italic: true } : undefined,
    );
    length += piece.length;
  }
  text.insert("\n", lineFormat(number, isHeading));
  return length;
}

function lineFormat(
  number: number,
  isHeading: boolean,
): Record<string, unknown> | undefined {
  if (isHeading) return { header: 2 };
  return number % 20 > 15 ? { list: "bullet" } : undefined;
}
