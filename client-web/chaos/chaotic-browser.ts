import "fake-indexeddb/auto";
import { WebSocket } from "ws";
import { browserClock, webSockets } from "../src/browser.ts";
import { DocumentSession } from "../src/document-session.ts";
import type { Clock, Environment, Network } from "../src/environment.ts";
import { IndexedDbStorage } from "../src/indexed-db-storage.ts";
import type { Claims, Release, SessionStorage } from "../src/storage.ts";
import { Editor } from "../src/testing/editor.ts";
import { MemoryClaims } from "../src/testing/memory-claims.ts";
import { below, marks, randomEdit } from "../src/testing/random-edits.ts";
import Delta from "quill-delta";

/**
 * How much faster than real time the clients live: a dead connection is noticed after 2.5 seconds instead of 25,
 * so that a run of half a minute sees all that a client does in five.
 */
const HASTE = 10;

const hastyClock: Clock = {
  now: () => browserClock.now() * HASTE,
  schedule: (delayMs, task) => browserClock.schedule(delayMs / HASTE, task),
};

const alwaysOnline: Network = {
  online: true,
  listen: () => () => undefined,
};

const sockets = webSockets((url, subprotocol) => {
  const socket = new WebSocket(url, subprotocol);
  // The close that follows says as much.
  socket.on("error", () => undefined);
  return socket;
});

/** One browser on one device: its storage, and the tabs that share it. */
export class ChaoticBrowser {
  readonly tabs: ChaoticTab[] = [];
  /** The marks of the edits made here that must count, and of those that a killed tab may have taken with it. */
  readonly kept = new Set<string>();
  readonly lost = new Set<string>();
  readonly storage: IndexedDbStorage;
  readonly claims = new MemoryClaims();
  reopened = 0;
  killed = 0;
  #edits = 0;

  constructor(
    readonly name: string,
    readonly url: string,
    readonly documentId: string,
    readonly random: () => number,
  ) {
    this.storage = new IndexedDbStorage(`chaos-${documentId}-${name}`);
  }

  /** Opens tabs until there are `count`. */
  async open(count: number): Promise<void> {
    while (this.tabs.length < count) {
      const tab = new ChaoticTab(this);
      this.tabs.push(tab);
      await tab.session.open();
    }
  }

  /** Something happens here: mostly an edit, now and then the end of a tab and a new one. */
  async act(tabs: number): Promise<void> {
    const tab = this.tabs[below(this.random, this.tabs.length)];
    const chance = this.random();
    if (!tab) {
      await this.open(tabs);
    } else if (chance < 0.01) {
      await this.#close(tab);
    } else if (chance < 0.015) {
      await this.#kill(tab);
    } else if (chance < 0.05) {
      await this.open(tabs);
    } else {
      tab.act();
    }
  }

  /** A mark that no other edit has. */
  newMark(): string {
    this.#edits += 1;
    return `${this.name}.${this.#edits}`;
  }

  /** Whether this device has edits that the server may not have. */
  async hasPending(): Promise<boolean> {
    const stored = await this.storage.replicas(this.documentId);
    return (
      this.tabs.some(({ session }) => session.state.type !== "live") ||
      stored.some(({ record }) => record.inFlight !== undefined)
    );
  }

  closeAll(): void {
    this.tabs.forEach((tab) => {
      tab.session.close();
    });
  }

  async #close(tab: ChaoticTab): Promise<void> {
    this.reopened += 1;
    this.#forget(tab);
    tab.session.release();
    tab.session.close();
    await tab.session.finished;
  }

  /** The tab is gone from one moment to the next: what its device does not have is lost, and nothing else. */
  async #kill(tab: ChaoticTab): Promise<void> {
    this.killed += 1;
    this.#forget(tab);
    tab.life.end();
    const stored = await this.storage.replicas(this.documentId);
    const onDevice = new Set(
      stored.flatMap(({ record, base }) =>
        [
          base.ops,
          ...record.tail,
          record.inFlight?.ops ?? [],
          record.buffer?.ops ?? [],
        ].flatMap((ops) => marks(new Delta([...ops]))),
      ),
    );
    for (const mark of tab.made) {
      if (!onDevice.has(mark)) {
        this.kept.delete(mark);
        this.lost.add(mark);
      }
    }
  }

  #forget(tab: ChaoticTab): void {
    this.tabs.splice(this.tabs.indexOf(tab), 1);
  }
}

/** One tab: a real session, and an editor whose user is a random number generator. */
export class ChaoticTab {
  readonly life: Life;
  readonly session: DocumentSession;
  readonly editor: Editor;
  readonly made: string[] = [];
  readonly #browser: ChaoticBrowser;

  constructor(browser: ChaoticBrowser) {
    this.#browser = browser;
    this.life = new Life(browser.random);
    this.session = new DocumentSession({
      documentId: browser.documentId,
      url: browser.url,
      device: {
        storage: this.life.storage(browser.storage),
        claims: this.life.claims(browser.claims),
      },
      environment: this.life.environment,
    });
    this.editor = new Editor(this.session);
  }

  /** Its user edits, or begins or ends a composition. */
  act(): void {
    const { random } = this.#browser;
    const chance = random();
    if (chance < 0.02) {
      this.session.hold();
    } else if (chance < 0.1) {
      this.session.release();
    } else if (this.editor.content) {
      const mark = this.#browser.newMark();
      this.made.push(mark);
      this.#browser.kept.add(mark);
      this.editor.do(randomEdit(random, this.editor.content, mark));
    }
  }
}

/** What a tab has of the world, until it is killed: then nothing reaches it any more, and nothing comes from it. */
class Life {
  readonly environment: Environment;
  #isOver = false;
  #ends: (() => void)[] = [];

  constructor(random: () => number) {
    this.environment = {
      random,
      network: alwaysOnline,
      clock: {
        now: () => hastyClock.now(),
        schedule: (delayMs, task) =>
          hastyClock.schedule(delayMs, () => {
            this.#unlessOver(task);
          }),
      },
      connect: (url, listener) => {
        const socket = sockets(url, {
          opened: () => {
            this.#unlessOver(() => {
              listener.opened();
            });
          },
          received: (frame) => {
            this.#unlessOver(() => {
              listener.received(frame);
            });
          },
          closed: (code, reason) => {
            this.#unlessOver(() => {
              listener.closed(code, reason);
            });
          },
        });
        this.#ends.push(() => {
          socket.close();
        });
        return socket;
      },
    };
  }

  end(): void {
    this.#isOver = true;
    this.#ends.forEach((end) => {
      end();
    });
    this.#ends = [];
  }

  storage(storage: SessionStorage): SessionStorage {
    const unlessOver = async <T>(ask: () => Promise<T>): Promise<T> =>
      this.#isOver ? new Promise<T>(() => undefined) : ask();
    return {
      replicas: (id) => unlessOver(() => storage.replicas(id)),
      write: (record, base) => unlessOver(() => storage.write(record, base)),
      remove: (key) => unlessOver(() => storage.remove(key)),
      putAside: (draft, key) => unlessOver(() => storage.putAside(draft, key)),
      drafts: (id) => unlessOver(() => storage.drafts(id)),
      discardDraft: (id) => unlessOver(() => storage.discardDraft(id)),
      records: () => unlessOver(() => storage.records()),
      documentsWithDrafts: () =>
        unlessOver(() => storage.documentsWithDrafts()),
    };
  }

  claims(claims: Claims): Claims {
    return {
      claim: async (key) => {
        const release = await claims.claim(key);
        if (release && this.#isOver) {
          release();
        } else if (release) {
          this.#ends.push(release);
        }
        return release && this.#once(release);
      },
    };
  }

  /** After its end, a tab releases nothing that another may have claimed by then. */
  #once(release: Release): Release {
    return () => {
      this.#unlessOver(release);
    };
  }

  #unlessOver(task: () => void): void {
    if (!this.#isOver) {
      task();
    }
  }
}
