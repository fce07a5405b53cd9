import { duration } from "../../helpers/duration.ts";
import { bareNick } from "../../helpers/text/nicks.ts";
import { audited } from "./audit.ts";
import type { Chat } from "../chat.ts";
import { ChatError } from "../chat_error.ts";
import type { DeletedAuthor, DeleteEvent } from "../event.ts";
import type { Member } from "../people/member.ts";
import { nickKeys, parseNick } from "../people/nick.ts";
import { may } from "../permissions.ts";
import type { RecordChange } from "../record_change.ts";
import type { Room } from "../rooms/room.ts";
import { parseLastWords } from "../text.ts";

/** What somebody wants deleted: by `seq`, or the newest of one person, oneself if no `nick` is named. */
export interface DeletionRequest {
  readonly seqs?: readonly number[];
  readonly nick?: string;
  /** At most so many. */
  readonly count?: number;
  /** What was said then or later. Milliseconds since the Unix epoch. */
  readonly sinceTs?: number;
  /** Why, as it was typed. */
  readonly reason?: string;
}

/** Who asks, and when; `id`: as what the client knows the answer. */
export interface Deleter {
  readonly chat: Pick<Chat, "members" | "rooms">;
  readonly member: Member;
  readonly nowMs: number;
  readonly id?: string;
}

/**
 * Whether what is named may be deleted is only known once it is looked up: the event says whether it may be anybody's.
 * What may be another's goes into the audit log. Throws as `findFor` does, `not_allowed` or `nick_invalid`.
 */
export function* deleteInRoom(
  { chat: { members, rooms }, member, nowMs, id }: Deleter,
  roomName: string,
  { seqs, nick, count, sinceTs, reason: rawReason }: DeletionRequest,
): Iterable<DeleteEvent | RecordChange> {
  const room = rooms.findFor(member, "delete", roomName);
  const mayDeleteOthers = may(member, "deleteOthers", room);
  const { identity, nick: from } = member;
  const reason = rawReason === undefined ? undefined : parseLastWords(rawReason);
  const why = reason === undefined ? "" : `: ${reason}`;
  const about = {
    ...{ type: "delete", identity, from, room: room.name, mayDeleteOthers, reason, id } as const,
  };
  if (seqs !== undefined) {
    const text = `messages ${seqs.join(", ")}${why}`;
    if (mayDeleteOthers) yield audited(member, "delete", nowMs, { room, text });
    return yield { ...about, which: { seqs } };
  }
  const author = nick === undefined ? member : members.lookUp(nick);
  if (author !== member && !mayDeleteOthers) throw notAllowed(room);
  const by = author === undefined ? absent(nick ?? "") : toAuthor(author);
  const amount = count === undefined ? duration(nowMs - (sinceTs ?? 0)) : `${count}`;
  const text = `the last ${amount}${why}`;
  if (author !== member) yield audited(member, "delete", nowMs, { whom: by.nick, room, text });
  yield { ...about, which: { by, count, sinceTs } };
}

/** Of one's direct messages: only what one has said oneself, with `nick` to that person. */
export function deleteDirect(
  { member: { identity, nick: from }, id }: Deleter,
  { seqs, nick, count, sinceTs, reason: rawReason }: DeletionRequest,
): DeleteEvent {
  const reason = rawReason === undefined ? undefined : parseLastWords(rawReason);
  const about = { type: "delete", identity, from, mayDeleteOthers: false, reason, id } as const;
  if (seqs !== undefined) return { ...about, which: { seqs } };
  const to = nick === undefined ? undefined : parseNick(bareNick(nick));
  return { ...about, which: { by: { identity, nick: from }, to, count, sinceTs } };
}

function toAuthor({ identity, nick }: Member): DeletedAuthor {
  return { identity, nick };
}

function absent(rawNick: string): DeletedAuthor {
  const nick = parseNick(bareNick(rawNick));
  return { nick, keys: nickKeys(nick) };
}

function notAllowed({ name }: Room): ChatError {
  return new ChatError("not_allowed", `Only moderators of #${name} delete what others have said`);
}
