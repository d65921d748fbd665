import { expect, test } from "vitest";
import { endWords, wayWords } from "./role-words.ts";
import { accessOf } from "./sharing-api.ts";

const ada = {
  id: "a",
  kind: "member",
  name: "ada",
  displayName: "Ada",
  color: "#3366cc",
};

const access = accessOf({
  role: "owner",
  owner: ada,
  people: [
    {
      account: { ...ada, id: "e", kind: "guest", name: undefined },
      role: "commenter",
      ways: [
        { by: "own", role: "viewer" },
        { by: "group", role: "editor", id: "g" },
        { by: "everyone", role: "viewer" },
        { by: "link", role: "commenter", id: "first" },
        { by: "link", role: "commenter", id: "revoked meanwhile" },
      ],
    },
  ],
  groups: [{ id: "g", name: "Press", role: "editor" }],
  everyone: "viewer",
  links: [
    { id: "second", role: "viewer", guests: true, created: "2026-01-02" },
    {
      id: "first",
      role: "commenter",
      guests: false,
      created: "2026-01-01",
      expires: "2026-02-01T12:00:00Z",
    },
  ],
});

test("every way on which a document reaches somebody is said", () => {
  expect(access.people[0]?.ways.map((way) => wayWords(way, access))).toEqual([
    "Given directly",
    "In the group Press",
    "Signed in",
    "Came by link 1",
    "Came by a link",
  ]);
});

test("a link says when it ends, or that it has", () => {
  const [never, once] = access.links.map(({ expires }) => expires);
  expect(endWords(never, new Date())).toBe("never ends");
  expect(endWords(once, new Date("2026-01-05"))).toMatch(/^ends /);
  expect(endWords(once, new Date("2026-02-01T12:00:00Z"))).toMatch(/^ended /);
});

test("what the server does not say, or says in words unknown here, gives nothing away", () => {
  expect(accessOf({ role: "emperor" })).toEqual({
    role: "viewer",
    owner: undefined,
    people: [],
    groups: [],
    everyone: undefined,
    links: [],
  });
});
