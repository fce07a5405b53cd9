/** How far somebody has read. */

import type { Person } from "./words.ts";

/**
 * How far one has read a room, or what is direct with one person: from a client, and to the person's other sessions; all
 * that are known follow a `welcome`. None takes another back. With the feature `read`.
 */
export type ReadMessage = ReadOfRoom | ReadOfPerson;

export interface ReadOfRoom extends ReadUpTo {
  readonly room: string;
}

/** `seq` is of one's direct messages. */
export interface ReadOfPerson extends ReadUpTo {
  readonly with: Person;
}

interface ReadUpTo {
  readonly type: "read";
  /** 0 from who knows the time alone, and where nothing is known. */
  readonly seq: number;
  /** The same as a time, perhaps between two messages. Absent from older servers, and from who knows `seq` alone. */
  readonly ts?: number;
  readonly id?: string;
}

/** Asks how far one has read: answered by `read` with its `id`. With the feature `history.times`. */
export type GetReadRequest =
  | { readonly type: "getRead"; readonly room: string; readonly id?: string }
  | { readonly type: "getRead"; readonly with: Person; readonly id?: string };
