/** What a share of `values` is at most: 0.5 gives the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const at = Math.ceil(share * sorted.length) - 1;
  return sorted[Math.max(0, at)] ?? Number.NaN;
}

/** Median, 95th percentile and largest of `values`, as cells of a table. */
export function cells(values: readonly number[]): string {
  return [quantile(values, 0.5), quantile(values, 0.95), Math.max(...values)]
    .map((value) => value.toFixed(1))
    .join(" | ");
}
