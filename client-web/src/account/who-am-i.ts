import type { ReactiveController, ReactiveControllerHost } from "lit";
import { TypedEventTarget } from "../typed-events.ts";
import { deviceKeep, type Keep } from "../plugins/guest-name.ts";
import {
  type Account,
  accountOf,
  readSetUp,
  type SetUp,
} from "./account-api.ts";

/** Who uses this browser, as far as the server has said. */
export type Who =
  /** Not asked yet, or the server was never reached. Else, until it has answered, who it was last. */
  | { readonly type: "unknown" }
  /** The server has no accounts: everybody who reaches it may do everything. */
  | { readonly type: "everybody" }
  | { readonly type: "signed-out" }
  | { readonly type: "signed-in"; readonly account: Account };

/** What this device remembers, so that it knows whose documents it keeps while it has no network. */
const KEY = "scriptorium-account";

/** Tells the other tabs of this browser that somebody signed in or out. */
const CHANNEL = "scriptorium-account";

/**
 * Who uses this browser, one for all tabs: asked of the server once, and again whenever something says that it may
 * have changed. `change` comes after each change of {@link who} or {@link setUp}.
 *
 * It is there to show the right pages. What somebody may do, the server alone decides, at each call.
 */
export class WhoAmI extends TypedEventTarget<{ readonly change: undefined }> {
  #who: Who = { type: "unknown" };
  #setUp: SetUp | undefined;
  #isAsked = false;
  #asking: Promise<void> | undefined;
  /** Rises with everything that is known better than what an answer on its way says. */
  #known = 0;
  readonly #channel: BroadcastChannel | undefined;

  /**
   * @param ask what the server says
   * @param keep where the account is remembered
   */
  constructor(
    readonly ask: () => Promise<SetUp> = () => readSetUp(),
    readonly keep: Keep | undefined = deviceKeep(),
    channel?: BroadcastChannel,
  ) {
    super();
    this.#channel = channel;
    this.#who = this.#remembered();
    channel?.addEventListener("message", () => {
      void this.refresh();
    });
  }

  get who(): Who {
    return this.#who;
  }

  /** Who is signed in; undefined if nobody is, or none can be. */
  get account(): Account | undefined {
    return this.#who.type === "signed-in" ? this.#who.account : undefined;
  }

  get isAdministrator(): boolean {
    return this.account?.kind === "administrator";
  }

  /** Whether the server was asked, if without an answer. */
  get isAsked(): boolean {
    return this.#isAsked;
  }

  /** How the server lets people in; undefined until it has said so. */
  get setUp(): SetUp | undefined {
    return this.#setUp;
  }

  /** Asks the server if it was not asked yet; resolves when there is an answer, or none is to be had. */
  async known(): Promise<Who> {
    if (this.#setUp === undefined) await this.refresh();
    return this.#who;
  }

  /**
   * Asks the server anew. Never rejects: without an answer, whoever was signed in on this device last still is, as
   * far as this device goes.
   */
  refresh(): Promise<void> {
    this.#asking ??= this.#refresh().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** Takes in that somebody has just signed in, or changed how others see them. */
  signedIn(account: Account): void {
    const isAnother = account.id !== this.account?.id;
    if (this.#setUp !== undefined)
      this.#setUp = {
        ...this.#setUp,
        access: "accounts",
        needed: false,
        choice:
          this.#setUp.choice === "undecided" ? "chosen" : this.#setUp.choice,
        account,
      };
    this.#take({ type: "signed-in", account });
    this.#tellOthers();
    // What the server says to this person, such as where they may sign up, it may say to them alone.
    if (isAnother) void this.refresh();
  }

  /** Takes in that nobody is signed in any more. */
  signedOut(): void {
    if (this.#setUp !== undefined)
      this.#setUp = { ...this.#setUp, account: undefined };
    this.#take({ type: "signed-out" });
    this.#tellOthers();
  }

  /** Takes in what the server has just said of itself. */
  hear(setUp: SetUp): void {
    this.#setUp = setUp;
    this.#take(whoOf(setUp));
    this.#tellOthers();
  }

  async #refresh(): Promise<void> {
    const before = this.#known;
    try {
      const setUp = await this.ask();
      this.#isAsked = true;
      if (before !== this.#known) return;
      this.#setUp = setUp;
      this.#take(whoOf(setUp));
    } catch {
      this.#isAsked = true;
      this.emit("change", undefined);
    }
  }

  #take(who: Who): void {
    this.#known += 1;
    this.#who = who;
    if (this.#setUp !== undefined) this.#remember(who);
    this.emit("change", undefined);
  }

  #remember(who: Who): void {
    this.keep?.setItem(KEY, JSON.stringify(who));
  }

  #remembered(): Who {
    try {
      const kept: unknown = JSON.parse(this.keep?.getItem(KEY) ?? "{}");
      if (typeof kept !== "object" || kept === null || !("type" in kept))
        return { type: "unknown" };
      if (kept.type === "everybody") return { type: "everybody" };
      return kept.type === "signed-in" && "account" in kept
        ? { type: "signed-in", account: accountOf(kept.account) }
        : { type: "unknown" };
    } catch {
      return { type: "unknown" };
    }
  }

  #tellOthers(): void {
    this.#channel?.postMessage("changed");
  }
}

function whoOf({ access, account }: SetUp): Who {
  if (access !== "accounts") return { type: "everybody" };
  return account === undefined
    ? { type: "signed-out" }
    : { type: "signed-in", account };
}

function browserChannel(): BroadcastChannel | undefined {
  return typeof BroadcastChannel === "undefined"
    ? undefined
    : new BroadcastChannel(CHANNEL);
}

let shared: WhoAmI | undefined;

/** The one that this tab has. */
export function whoAmI(): WhoAmI {
  shared ??= new WhoAmI(undefined, undefined, browserChannel());
  return shared;
}

/** Draws its host anew whenever who uses this browser changes. */
export class FollowWho implements ReactiveController {
  #listening = new AbortController();

  constructor(
    readonly host: ReactiveControllerHost,
    readonly source: WhoAmI = whoAmI(),
  ) {
    host.addController(this);
  }

  get who(): Who {
    return this.source.who;
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    this.source.addEventListener(
      "change",
      () => {
        this.host.requestUpdate();
      },
      { signal: this.#listening.signal },
    );
    void this.source.known();
  }

  hostDisconnected(): void {
    this.#listening.abort();
  }
}
