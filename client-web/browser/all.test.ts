import { afterAll, afterEach, beforeAll, describe, expect } from "vitest";
import { doors } from "./doors.ts";
import { extensions } from "./extensions.ts";
import { hostile } from "./hostile.ts";
import { pages } from "./pages.ts";
import { pictures } from "./pictures.ts";
import { plugins } from "./plugins.ts";
import { sharing, startWithAccounts } from "./sharing.ts";
import { together } from "./together.ts";
import { World } from "./world.ts";
import { writing } from "./writing.ts";

/** All tests share one server and one browser, since starting a server is what takes long. */
let world: World;

beforeAll(async () => {
  world = new World();
  await world.start();
});

afterAll(async () => {
  await world.stop();
});

// A complaint of the page, or of the browser over a breach of the server's content security policy, is a failure.
afterEach(async () => {
  expect(await world.clear()).toEqual([]);
});

describe("pages", () => {
  pages(() => world);
});
describe("extensions", () => {
  extensions(() => world);
});
describe("writing", () => {
  writing(() => world);
});
describe("pictures", () => {
  pictures(() => world);
});
describe("hostile", () => {
  hostile(() => world);
});
describe("together", () => {
  together(() => world);
});
describe("plugins", () => {
  plugins(() => world);
});

describe("sharing", () => {
  let shared: World;
  beforeAll(async () => {
    shared = await startWithAccounts();
  });
  afterEach(async () => {
    expect(await shared.clear()).toEqual([]);
  });
  afterAll(async () => {
    await shared.stop();
  });
  sharing(() => shared);
});

describe("doors", () => {
  doors(() => world);
});
