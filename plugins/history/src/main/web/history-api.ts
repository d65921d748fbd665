import type { PluginContext } from "@scriptorium/plugin-api";
import Delta from "quill-delta";

/** A time of writing without a long pause. */
export interface Episode {
  /** The revision before its first change. */
  readonly from: number;
  /** Its last revision. */
  readonly to: number;
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly end: number;
  readonly authors: readonly { readonly id: string; readonly name: string }[];
  readonly inserted: number;
  readonly deleted: number;
}

export interface Timeline {
  readonly head: number;
  readonly episodes: readonly Episode[];
  /** What to ask the next page with; 0 after the last. */
  readonly next: number;
}

export interface Change {
  readonly revision: number;
  readonly time: number;
  readonly name: string;
  readonly delta: Delta;
}

export type Fate = "kept" | "added" | "removed" | "reformatted";

export interface Piece {
  readonly op: Delta["ops"][number];
  readonly fate: Fate;
  readonly author: string;
}

export interface Version {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly by: string;
  readonly time: number;
}

export type Names = Readonly<Record<string, string>>;

/** The server half's REST calls about one document. What it answers is trusted: it is this plugin's own other half. */
export class HistoryApi {
  readonly #context: Pick<PluginContext, "request">;
  readonly #path: string;

  constructor(context: Pick<PluginContext, "request">, document: string) {
    this.#context = context;
    this.#path = `documents/${encodeURIComponent(document)}`;
  }

  timeline(before: number): Promise<Timeline> {
    return this.#get(`timeline?limit=100&before=${String(before)}`);
  }

  async content(revision: number): Promise<Delta> {
    const { ops } = await this.#get<{ ops: Delta["ops"] }>(
      `content?revision=${String(revision)}`,
    );
    return new Delta(ops);
  }

  async changes(after: number): Promise<readonly Change[]> {
    const { changes } = await this.#get<{
      changes: readonly (Omit<Change, "delta"> & { ops: Delta["ops"] })[];
    }>(`changes?limit=1000&after=${String(after)}`);
    return changes.map(({ ops, ...change }) => ({
      ...change,
      delta: new Delta(ops),
    }));
  }

  difference(
    from: number,
    to: number,
  ): Promise<{ readonly pieces: readonly Piece[]; readonly names: Names }> {
    return this.#get(`difference?from=${String(from)}&to=${String(to)}`);
  }

  authors(revision: number): Promise<{
    readonly passages: readonly {
      readonly length: number;
      readonly author: string;
    }[];
    readonly names: Names;
  }> {
    return this.#get(`authors?revision=${String(revision)}`);
  }

  async versions(): Promise<readonly Version[]> {
    const { versions } = await this.#get<{ versions: readonly Version[] }>(
      "versions",
    );
    return versions;
  }

  /** @param session this user's, by which a server without accounts knows who it is */
  async keepVersion(
    name: string,
    revision: number,
    session: string | undefined,
  ): Promise<void> {
    await this.#send("POST", "versions", { name, revision, session });
  }

  async forgetVersion(id: string): Promise<void> {
    await this.#context.request(`${this.#path}/versions/${id}`, {
      method: "DELETE",
    });
  }

  /** @param session as of {@link keepVersion} */
  async restore(revision: number, session: string | undefined): Promise<void> {
    await this.#send("POST", "restore", { revision, session });
  }

  async #get<T>(path: string): Promise<T> {
    const response = await this.#context.request(`${this.#path}/${path}`);
    return (await response.json()) as T;
  }

  async #send(method: string, path: string, body: unknown): Promise<void> {
    await this.#context.request(`${this.#path}/${path}`, {
      method,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  }
}
