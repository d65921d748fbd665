/** How long a document is, as the server half says it. */
export interface Counts {
  readonly words: number;
  readonly characters: number;
  readonly paragraphs: number;
}

/** What a quiet reader of English manages in a minute (Brysbaert 2019). */
const wordsPerMinute = 238;

/** The counts that a message says; undefined if it is none. */
export function parseCounts(body: unknown): Counts | undefined {
  if (!Array.isArray(body)) return undefined;
  const items: readonly unknown[] = body;
  const [words, characters, paragraphs] = items;
  return isCount(words) && isCount(characters) && isCount(paragraphs)
    ? { words, characters, paragraphs }
    : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

/** What the panel shows: names and values, in order. */
export function rows(
  counts: Counts,
  locale?: string,
): readonly (readonly [string, string])[] {
  const number = new Intl.NumberFormat(locale);
  return [
    ["Words", number.format(counts.words)],
    ["Characters", number.format(counts.characters)],
    ["Paragraphs", number.format(counts.paragraphs)],
    ["Reading time", readingTime(counts.words, number)],
  ];
}

function readingTime(words: number, number: Intl.NumberFormat): string {
  if (words === 0) return "none";
  if (words < wordsPerMinute) return "under a minute";
  return `${number.format(Math.round(words / wordsPerMinute))} min`;
}
