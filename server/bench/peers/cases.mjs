// What is compared. Every case is run with each of its peers in turn, `rounds` times over.

/** The peers that need nothing but npm. Etherpad and ShareDB on PostgreSQL are asked for by name. */
export const PEERS = ["null", "hocuspocus", "sharedb", "ywebsocket"];

/** Hocuspocus is given its disk; the others have none, or need a database server of their own. */
export const STORED = new Set(["hocuspocus", "scriptorium"]);

const typing = (scenario, n, more = []) => ({
  name: `${scenario} ${n}`,
  args: ["--scenario", scenario, "--n", String(n), ...more],
});

/** The rows of the table. The relay has no documents, so it is left out where one is read or counted. */
export const CASES = [
  typing("A", 50),
  typing("A", 100),
  typing("A", 200),
  typing("A", 300),
  typing("B", 100),
  { ...typing("C", 10), name: "C 1 × 10" },
  { ...typing("C", 1, ["--docs", "100"]), name: "C 100 × 1" },
  typing("D", 300),
  {
    name: "E 1 MB",
    args: ["--scenario", "E", "--size", "1000000"],
    documents: true,
  },
  { name: "M 300", args: ["--scenario", "M", "--n", "300"], documents: true },
  { name: "F 10", args: ["--scenario", "F", "--n", "10"], documents: true },
];
