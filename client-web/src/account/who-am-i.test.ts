import { describe, expect, test } from "vitest";
import { ApiError } from "../api.ts";
import type { Account, SetUp } from "./account-api.ts";
import { WhoAmI } from "./who-am-i.ts";

const ada: Account = {
  id: "a1",
  kind: "member",
  name: "ada",
  displayName: "Ada",
  color: "#3366cc",
};

const accounts: SetUp = {
  access: "accounts",
  choice: "configuration",
  needed: false,
  here: false,
  signUp: false,
  account: undefined,
};

function keeping() {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

const unreachable = () => Promise.reject(new ApiError("no network", 0));

describe("who uses this browser", () => {
  test("is whom the server says", async () => {
    const answers: SetUp[] = [
      { ...accounts, access: "local" },
      accounts,
      { ...accounts, account: ada },
    ];
    const who = new WhoAmI(() => {
      const answer = answers.shift();
      return answer ? Promise.resolve(answer) : unreachable();
    }, keeping());
    expect(await who.known()).toEqual({ type: "everybody" });
    await who.refresh();
    expect(who.who).toEqual({ type: "signed-out" });
    await who.refresh();
    expect(who.who).toEqual({ type: "signed-in", account: ada });
  });

  test("is asked once by many", async () => {
    let asked = 0;
    const who = new WhoAmI(() => {
      asked += 1;
      return Promise.resolve(accounts);
    }, keeping());
    await Promise.all([who.known(), who.known(), who.refresh()]);
    expect(asked).toBe(1);
  });

  test("is whoever was signed in last where the server cannot be reached", async () => {
    const keep = keeping();
    const signedIn = { ...accounts, account: ada };
    await new WhoAmI(() => Promise.resolve(signedIn), keep).known();
    expect(await new WhoAmI(unreachable, keep).known()).toEqual({
      type: "signed-in",
      account: ada,
    });
  });

  test("is nobody there after signing out", async () => {
    const keep = keeping();
    const who = new WhoAmI(
      () => Promise.resolve({ ...accounts, account: ada }),
      keep,
    );
    await who.known();
    who.signedOut();
    expect(who.who).toEqual({ type: "signed-out" });
    expect(await new WhoAmI(unreachable, keep).known()).toEqual({
      type: "unknown",
    });
  });

  test("is not what an older answer says that comes later", async () => {
    let answer: (setUp: SetUp) => void = () => undefined;
    const who = new WhoAmI(
      () => new Promise((resolve) => (answer = resolve)),
      keeping(),
    );
    const asking = who.refresh();
    who.signedIn(ada);
    answer(accounts);
    await asking;
    expect(who.account).toEqual(ada);
  });

  test("tells of each change", async () => {
    const who = new WhoAmI(() => Promise.resolve(accounts), keeping());
    const seen: string[] = [];
    who.addEventListener("change", () => {
      seen.push(who.who.type);
    });
    await who.known();
    who.signedIn({ ...ada, kind: "administrator" });
    expect(who.isAdministrator).toBe(true);
    who.signedOut();
    expect(seen).toEqual(["signed-out", "signed-in", "signed-out"]);
  });
});
