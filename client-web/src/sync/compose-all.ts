import Delta from "quill-delta";

/**
 * One delta that does what `deltas` do one after the other. Neighbours are composed in pairs, and the pairs again:
 * a left fold of n scattered deltas would copy the growing result n times, this copies it log n times.
 */
export function composeAll(deltas: readonly Delta[]): Delta {
  const [first, second] = deltas;
  if (first === undefined) {
    return new Delta();
  }
  if (second === undefined) {
    return first;
  }
  const middle = deltas.length >> 1;
  return composeAll(deltas.slice(0, middle)).compose(
    composeAll(deltas.slice(middle)),
  );
}
