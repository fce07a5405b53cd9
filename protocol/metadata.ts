/** What is set of persons and rooms, by keys. */

import type { Person } from "./words.ts";

/** Whose metadata: of a room, or of the person with that nick, oneself without either. */
export interface MetadataTarget {
  readonly room?: string;
  readonly nick?: string;
}

/**
 * Metadata are values under keys that everybody who may know of a person or a room can read. One sets one's own, and
 * moderators their rooms'. With the feature `metadata`; answered by `metadata`.
 */
export type MetadataRequest = GetMetadata | SetMetadata | ClearMetadata;

export interface GetMetadata extends MetadataTarget {
  readonly type: "getMetadata";
  /** Absent: all that are set. */
  readonly keys?: readonly string[];
  readonly id?: string;
}

export interface SetMetadata extends MetadataTarget {
  readonly type: "setMetadata";
  readonly key: string;
  /** Absent: the key is not to be set any more. */
  readonly value?: string;
  readonly id?: string;
}

export interface ClearMetadata extends MetadataTarget {
  readonly type: "clearMetadata";
  readonly id?: string;
}

/** What is set under a key; absent, nothing is. */
export interface MetadataValue {
  readonly key: string;
  readonly value?: string;
}

/**
 * Metadata of a room or of a person: the answer to what was asked, with its `id`, and what was changed, for all others
 * who are in the room, or in one with that person.
 */
export interface MetadataMessage {
  readonly type: "metadata";
  readonly room?: string;
  /** Of a person: who it is. */
  readonly nick?: string;
  readonly person?: Person;
  readonly values: readonly MetadataValue[];
  /** Who changed it; absent where it was only asked for. */
  readonly by?: string;
  readonly id?: string;
}
