/**
 * Keeps what a reader looks at where it is while something above it changes.
 *
 * Notes the first line of `root` that is in sight, and gives a function that scrolls the window by as much as
 * that line has moved meanwhile. Browsers have scroll anchoring, but not all of them, and not while the caret's
 * own line changes.
 */
export function anchorScroll(root: HTMLElement): () => void {
  const line = firstInSight(root);
  const top = line?.getBoundingClientRect().top;
  return () => {
    if (line === undefined || top === undefined || !line.isConnected) return;
    const moved = line.getBoundingClientRect().top - top;
    if (moved !== 0) window.scrollBy({ top: moved, behavior: "instant" });
  };
}

/** Lines lie one under the other, so the first one in sight is found by halving. */
function firstInSight(root: HTMLElement): Element | undefined {
  if (root.getBoundingClientRect().top >= 0) return undefined;
  const lines = root.children;
  let from = 0;
  let to = lines.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const bottom = lines[middle]?.getBoundingClientRect().bottom ?? 0;
    if (bottom <= 0) from = middle + 1;
    else to = middle;
  }
  return lines[from];
}
