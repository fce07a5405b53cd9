/** What was said before: pages, searches, and with whom. */

import type { DirectMessage, RoomMessage } from "./talk.ts";
import type { MessageKind, OpenWord, Person } from "./words.ts";

/**
 * Asks for a page: the newest before `before`, the oldest after `after`; with both, the newest between; with
 * neither, the newest. With `directRoom` as `room` a page of one's direct messages. With the feature `history.times` the
 * bounds may also be times; where a `seq` and a time bound the same side, both hold.
 */
export interface HistoryRequest {
  readonly type: "history";
  readonly room: string;
  /** Of direct messages only those with one person: its nicks, now and before. With the feature `history.with`. */
  readonly with?: readonly string[];
  /** The same by who it is: `with` stands in for those of whom the server does not know. With `say.person`. */
  readonly withPersons?: readonly Person[];
  readonly before?: number;
  readonly after?: number;
  /** Earlier than that. Milliseconds since the Unix epoch, as `afterTs`. */
  readonly beforeTs?: number;
  readonly afterTs?: number;
  /** With both bounds the oldest between them, and with none the oldest of all. */
  readonly oldest?: boolean;
  /** In place of bounds: what is around that `seq`, that itself among it; as much before as behind it. */
  readonly around?: number;
  /** The same around a time. */
  readonly aroundTs?: number;
  /** Kinds that are left out, as if they were not there. */
  readonly without?: readonly MessageKind[];
  readonly limit: number;
  readonly id?: string;
}

/**
 * Asks which rooms one is in, and which persons one has direct messages with, have their newest message between these
 * times. With the feature `history.times`.
 */
export interface ConversationsRequest {
  readonly type: "conversations";
  readonly afterTs?: number;
  readonly beforeTs?: number;
  /** Those that are silent for longest, and not those with the newest messages. */
  readonly oldest?: boolean;
  readonly limit: number;
  readonly id?: string;
}

export type PageMessage = HistoryPage | DirectPage;

/** A page, oldest first. `complete`: nothing more is kept in the direction that was asked for. */
export interface PageOf<Message> {
  readonly messages: readonly Message[];
  /** Of entries that this version does not know, and that are left out of `messages`. Made by who reads the page. */
  readonly unknownSeqs?: readonly number[];
  readonly complete: boolean;
  /**
   * How many more are kept in that direction, at most `limits.countedRemaining`: in pages that were asked for with
   * `after`, or are sent for a `resume`, and are not complete. Older servers leave it out.
   */
  readonly remaining?: number;
  /**
   * The server looked for what is `with` one person, or `without` a kind, as far as here, perhaps further than the
   * messages: go on from it.
   */
  readonly reachedSeq?: number;
  readonly id?: string;
}

export interface HistoryPage extends PageOf<RoomMessage> {
  readonly type: "history";
  readonly room: string;
}

/** The same of one's direct messages, sent and received. */
export interface DirectPage extends PageOf<DirectMessage> {
  readonly type: "directs";
}

/**
 * Why a search has not looked at older messages: they are `indexing`, so ask again later, or there is a `bound` to
 * what one search looks at, so ask for less.
 */
export const unsearchedReasons = ["indexing", "bound"] as const;

/** A word that is not known stands for `bound`. */
export type Unsearched = OpenWord<(typeof unsearchedReasons)[number]>;

/**
 * A match. `excerpt`: the text is long, and cut to the surroundings of what was looked for. Places are in the whole
 * text, in UTF-16 code units.
 */
export interface FoundMessage extends RoomMessage {
  readonly excerpt?: boolean;
  /** Where the first of the words begins that were looked for. */
  readonly foundAt?: number;
  /** Where the excerpt begins, without the `…` in front of it. */
  readonly excerptAt?: number;
}

/** What a search found, the best first. `complete`: there is no further page. */
export interface ResultsMessage {
  readonly type: "results";
  /** What was looked for, as it was typed. */
  readonly query: string;
  /** From 1 on. */
  readonly page: number;
  readonly messages: readonly FoundMessage[];
  readonly complete: boolean;
  /** There if older messages were not looked at. */
  readonly unsearched?: Unsearched;
  readonly id?: string;
}

/** A room that one is in, or a person with whom one has direct messages, by its newest message. */
export type ConversationSummary = ConversationInRoom | ConversationWithPerson;

interface NewestMessage {
  readonly seq: number;
  readonly ts: number;
}

export interface ConversationInRoom extends NewestMessage {
  readonly room: string;
}

export interface ConversationWithPerson extends NewestMessage {
  /** The nick in that message. */
  readonly nick: string;
  readonly with?: Person;
}

/** The answer to `conversations`: the newest first or, with `oldest`, the oldest first. */
export interface ConversationsMessage {
  readonly type: "conversations";
  readonly conversations: readonly ConversationSummary[];
  /** There are no more between these times. */
  readonly complete: boolean;
  readonly id?: string;
}
