import { describe, expect, test } from "vitest";
import { routeOf } from "../router.ts";
import type { SetUp } from "./account-api.ts";
import { gateOf } from "./gate.ts";
import type { Who } from "./who-am-i.ts";

const ada: Who = {
  type: "signed-in",
  account: {
    id: "a1",
    kind: "member",
    name: "ada",
    displayName: "Ada",
    color: "#3366cc",
  },
};
const signedOut: Who = { type: "signed-out" };
const everybody: Who = { type: "everybody" };
const unknown: Who = { type: "unknown" };

const accounts: SetUp = {
  access: "accounts",
  choice: "configuration",
  needed: false,
  here: true,
  signUp: true,
  account: undefined,
};
const undecided: SetUp = { ...accounts, access: "local", choice: "undecided" };

function gate(
  path: string,
  who: Who,
  setUp: SetUp | undefined = accounts,
  open?: { id: string; owner: string },
): string {
  const source = { who, setUp, isAsked: true };
  const at = gateOf(routeOf(path), source, open);
  return at.type === "page" ? `page of ${at.owner || "nobody"}` : at.type;
}

const INSIDE = ["/", "/d/x", "/admin", "/account"];

describe("what stands at an address", () => {
  test("is its page for who is signed in, and the way in for who is not", () => {
    for (const path of INSIDE) {
      expect(gate(path, ada), path).toBe("page of a1");
      expect(gate(path, signedOut), path).toBe("sign-in");
    }
  });

  test("is its page for everybody on a server without accounts", () => {
    for (const path of INSIDE) {
      const local: SetUp = { ...accounts, access: "local" };
      expect(gate(path, everybody, local), path).toBe("page of nobody");
    }
  });

  test("is the set-up while nobody has chosen, at the server's own machine alone", () => {
    for (const path of INSIDE) {
      expect(gate(path, everybody, undecided), path).toBe("set-up");
      expect(gate(path, everybody, { ...undecided, here: false }), path).toBe(
        "page of nobody",
      );
    }
  });

  test("is the set-up while the first administrator is missing", () => {
    for (const path of [...INSIDE, "/sign-in", "/sign-up"])
      expect(
        gate(path, signedOut, { ...accounts, needed: true, here: false }),
        path,
      ).toBe("set-up");
  });

  test("is not decided before it is known who comes", () => {
    for (const path of [...INSIDE, "/sign-in", "/set-up"])
      expect(
        gateOf(
          routeOf(path),
          { who: unknown, setUp: undefined, isAsked: false },
          undefined,
        ).type,
        path,
      ).toBe("wait");
  });

  test("is the page, which says so itself, where the server cannot be asked", () => {
    expect(
      gateOf(
        routeOf("/"),
        { who: unknown, setUp: undefined, isAsked: true },
        undefined,
      ),
    ).toEqual({ type: "page", owner: "" });
  });

  test("is a link's or a reset's own page for everybody", () => {
    for (const who of [ada, signedOut, everybody])
      for (const path of ["/l", "/reset", "/no/such/page"])
        expect(gate(path, who), path).toBe("page of nobody");
  });

  test("is the documents for who has signed in at the door", () => {
    expect(gate("/sign-in", ada)).toBe("home");
    expect(gate("/sign-up", everybody, undecided)).toBe("home");
    expect(gate("/sign-up", signedOut)).toBe("sign-in");
  });

  test("stays the open document when its session ends, and no other one", () => {
    const open = { id: "x", owner: "a1" };
    expect(gate("/d/x", signedOut, accounts, open)).toBe("page of a1");
    expect(gate("/d/y", signedOut, accounts, open)).toBe("sign-in");
    expect(gate("/", signedOut, accounts, open)).toBe("sign-in");
  });

  test("is somebody else's page once they have signed in", () => {
    const open = { id: "x", owner: "b2" };
    expect(gate("/d/x", ada, accounts, open)).toBe("page of a1");
  });
});
