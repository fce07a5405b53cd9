import type { DirectMessage, RoomMessage, ServerMessage } from "../../protocol.ts";
import type { EncodedBatch, OwnMessage } from "./encoded_batch.ts";
import type { PageRequest } from "../answers/read_page.ts";

/** Where messages for one member go. No method blocks, throws or calls back. */
export interface Recipient {
  /** Messages that many get; `own` are those among them that this one has said itself. */
  sendBatch(batch: EncodedBatch, own: readonly OwnMessage[] | undefined): void;
  /** Messages for this one alone. */
  send(...messages: readonly ServerMessage[]): void;
  /** What this one has said itself, with its `id`. */
  sendOwn(message: RoomMessage | DirectMessage): void;
  /** A page that is read once all before it is on its way; until then it waits as a request, and what is sent after it. */
  sendPage(request: PageRequest): void;
  /** In the same way, how far the identity has read. */
  sendMarks(identity: string): void;
  /** What is sent from now on waits until that, which never rejects, resolves. */
  holdUntil(resolved: Promise<unknown>): void;
  /** Hears of each who comes and goes, also in large rooms, where others are told of many at once. */
  readonly hearsEachMember: boolean;
  /** Whether a page may be asked for: not too many wait already. */
  readonly mayAskForMore: boolean;
}
