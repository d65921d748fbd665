import type Delta from "quill-delta";
import type { Op } from "quill-delta";

/** Edits that the server would not take, kept on this device until their author discards them. */
export interface Draft {
  readonly id: string;
  readonly documentId: string;
  /** When it was put aside, in milliseconds since 1970. */
  readonly createdAt: number;
  /** The server's error code, and its sentence. */
  readonly code: string;
  readonly reason: string;
  /** The document as the author saw it, the refused edits in it. */
  readonly content: Delta;
  /** The refused edits alone, one change on the document at `revision`. */
  readonly edit: Delta;
  readonly revision: number;
}

/** Where a replica is stored: a slot that one tab at a time has, and that outlives the replicas in it. */
export interface ReplicaKey {
  readonly documentId: string;
  readonly slot: string;
}

/** What is pending in a stored replica. */
export interface StoredEdit {
  readonly ops: readonly Op[];
  readonly edits: number;
}

/**
 * A replica as it is stored: small, written at each edit. The document that `inFlight` and `buffer` apply to is
 * the stored base with `tail` on it.
 */
export interface ReplicaRecord extends ReplicaKey {
  /** The replica's name on the wire. */
  readonly client: string;
  readonly title: string;
  readonly role: string;
  readonly revision: number;
  readonly lastSeq: number;
  readonly inFlight?: StoredEdit & { readonly seq: number };
  readonly buffer?: StoredEdit;
  /** The changes since the base, oldest first. */
  readonly tail: readonly (readonly Op[])[];
  /** Milliseconds since 1970. */
  readonly writtenAt: number;
}

/** A document's content as it is stored: large, written when the tail has grown long. */
export interface BaseRecord extends ReplicaKey {
  readonly ops: readonly Op[];
}

export interface StoredReplica {
  readonly record: ReplicaRecord;
  readonly base: BaseRecord;
}

/** Where a device keeps what must survive a closed tab. Every method is one transaction: it happens, or it throws. */
export interface SessionStorage {
  /** The replicas of a document that this device has. */
  replicas(documentId: string): Promise<readonly StoredReplica[]>;
  /** Stores a replica's state, and its base if there is a new one. */
  write(record: ReplicaRecord, base: BaseRecord | undefined): Promise<void>;
  /** Forgets a replica. */
  remove(key: ReplicaKey): Promise<void>;
  /** Stores `draft` and forgets the replica whose pending edits it holds: never both, never neither. */
  putAside(draft: Draft, replica: ReplicaKey): Promise<void>;
  /** A document's drafts, oldest first. */
  drafts(documentId: string): Promise<readonly Draft[]>;
  discardDraft(id: string): Promise<void>;
  /** The records of all replicas of all documents. */
  records(): Promise<readonly ReplicaRecord[]>;
  /** The ids of the documents that have drafts. */
  documentsWithDrafts(): Promise<ReadonlySet<string>>;
}

/**
 * Which tab a slot belongs to. A replica has one seq, so two tabs must never use one at a time; when its tab is
 * gone, another may take it over.
 */
export interface Claims {
  /** Claims the slot for this tab; gives undefined when another tab has it. */
  claim(key: ReplicaKey): Promise<Release | undefined>;
}

/** Gives a claimed slot free. */
export type Release = () => void;
