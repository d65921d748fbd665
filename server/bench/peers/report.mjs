// A table and charts of the generator's results: medians over a case's runs, the spread beside them.
import fs from "node:fs";
import path from "node:path";

const at = (result, name) =>
  name.split(".").reduce((value, key) => value?.[key], result);

/** What is shown of each scenario: heading, where it stands in a result, which way is better. */
const COLUMNS = {
  typing: [
    ["p50 ms", "latency.p50"],
    ["p99 ms", "latency.p99"],
    ["ack p50", "ack.p50"],
    ["ack p99", "ack.p99"],
    ["accepted/s", "ackedPerSec"],
    ["delivered/s", "deliveredPerSec"],
    ["server cores", "serverCores"],
    ["generator cores", "genCores"],
    ["generator lag p99 ms", "genLagP99"],
    ["others' cores", "otherCores"],
  ],
  E: [
    ["open warm ms", "openWarm"],
    ["after restart ms", "openAfterRestart"],
    ["bytes", "bytes"],
  ],
  M: [
    ["kB a document", "kbPerDoc"],
    ["RSS before, MB", "rssBefore"],
    ["RSS after, MB", "rssAfter"],
  ],
  F: [
    ["acknowledged", "acked"],
    ["of them lost", "lostAcked"],
  ],
};

/** Whether a run counts: all ended alike, nothing was lost. */
export function sound(result) {
  return (
    Object.keys(result.errors ?? {}).length === 0 &&
    !result.missing &&
    !result.textMismatches &&
    !result.lostEdits
  );
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

function shown(results, name) {
  const values = results
    .map((result) => at(result, name))
    .filter((value) => typeof value === "number");
  if (values.length === 0) return "–";
  const middle = round(median(values));
  if (values.length === 1) return middle;
  return `${middle} (${round(Math.min(...values))}–${round(Math.max(...values))})`;
}

const round = (value) =>
  String(Math.abs(value) >= 100 ? Math.round(value) : +value.toFixed(2));

/** Results in groups, in the order in which these first come. (`Map.groupBy` needs Node.js 21.) */
function groups(results, key) {
  const found = new Map();
  for (const result of results) {
    const group = found.get(result[key]);
    if (group === undefined) found.set(result[key], [result]);
    else group.push(result);
  }
  return found;
}

const byCase = (results) => groups(results, "note");
const byPeer = (results) => groups(results, "adapter");

/** The Markdown of all cases. */
export function table(results, header) {
  const parts = [header];
  for (const [name, ofCase] of byCase(results)) {
    const columns = COLUMNS[ofCase[0].scenario] ?? COLUMNS.typing;
    parts.push(`\n### ${name}\n`);
    parts.push(
      `| server | runs | ${columns.map(([heading]) => heading).join(" | ")} | |`,
    );
    parts.push(`| --- | --- | ${columns.map(() => "---").join(" | ")} | --- |`);
    for (const [peer, all] of byPeer(ofCase)) {
      const good = all.filter(
        (result) => result.scenario === "F" || sound(result),
      );
      const cells = columns.map(([, place]) => shown(good, place));
      parts.push(
        `| ${peer} | ${good.length} | ${cells.join(" | ")} | ${thrownAway(all, good)} |`,
      );
    }
  }
  return `${parts.join("\n")}\n`;
}

function thrownAway(all, good) {
  const bad = all.filter((result) => !good.includes(result));
  const why = bad.map(
    (result) =>
      Object.keys(result.errors ?? {})[0] ?? "edits missing or texts differ",
  );
  return bad.length === 0 ? "" : `${bad.length} thrown away: ${why[0]}`;
}

const COLORS = {
  scriptorium: "#1b6e5a",
  null: "#8a8f98",
  hocuspocus: "#c9772b",
  sharedb: "#5b6fc4",
};
const OTHER = "#9a5fa8";

/** A bar chart: one bar a server and case, of the median; scaled to the largest. */
function chart(title, bars) {
  const width = 720;
  const left = 210;
  const line = 22;
  const most = Math.max(...bars.map(({ value }) => value), 1e-9);
  const rows = bars.map(({ label, peer, value }, i) => {
    const y = 44 + i * line;
    const length = Math.max(1, (value / most) * (width - left - 90));
    return (
      `<text x="${left - 8}" y="${y + 12}" text-anchor="end">${label}</text>` +
      `<rect x="${left}" y="${y}" width="${length.toFixed(1)}" height="15" fill="${COLORS[peer] ?? OTHER}"/>` +
      `<text x="${(left + length + 6).toFixed(1)}" y="${y + 12}">${round(value)}</text>`
    );
  });
  const height = 56 + bars.length * line;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ` +
    `font-family="sans-serif" font-size="12" role="img" aria-label="${title}">` +
    `<rect width="${width}" height="${height}" fill="#fff"/>` +
    `<text x="16" y="26" font-size="15">${title}</text>${rows.join("")}</svg>\n`
  );
}

const CHARTS = [
  [
    "latency-p99",
    "One document: from insert to seen, p99, ms",
    "A",
    "latency.p99",
  ],
  ["server-cores", "One document: the server's cores", "A", "serverCores"],
  ["many-documents-p99", "Many documents: p99, ms", "B", "latency.p99"],
  [
    "accepted",
    "As fast as the acks allow: accepted edits a second",
    "C",
    "ackedPerSec",
  ],
  ["readers-p99", "One typist and readers: p99, ms", "D", "latency.p99"],
  ["opening", "Opening 1 MB, ms", "E", "openWarm"],
];

/** Writes table and charts into a folder. */
export function write(folder, results, header) {
  fs.mkdirSync(folder, { recursive: true });
  const charts = [];
  for (const [file, title, scenario, place] of CHARTS) {
    const found = bars(results, scenario, place);
    if (found.length > 0) {
      fs.writeFileSync(path.join(folder, `${file}.svg`), chart(title, found));
      charts.push(`![${title}](${file}.svg)`);
    }
  }
  const text = table(results, header);
  fs.writeFileSync(
    path.join(folder, "comparison.md"),
    `${text}\n${charts.join("\n\n")}\n`,
  );
  return text;
}

function bars(results, scenario, place) {
  const found = [];
  const cases = results.filter(
    (result) => result.scenario === scenario && sound(result),
  );
  for (const [name, ofCase] of byCase(cases))
    for (const [peer, ofPeer] of byPeer(ofCase)) {
      const values = ofPeer
        .map((result) => at(result, place))
        .filter((value) => value != null);
      if (values.length > 0)
        found.push({ label: `${name}, ${peer}`, peer, value: median(values) });
    }
  return found;
}
