import { ChatError } from "../../chat/chat_error.ts";
import { deleteDirect, deleteInRoom, type DeletionRequest } from "../../chat/order/deletion.ts";
import { quote } from "../../chat/text.ts";
import { parseDuration } from "../../helpers/duration.ts";
import { directRoom, limits } from "../../protocol.ts";
import { badUsage, type Command } from "../command.ts";

export const deleteMessages: Command = {
  name: "delete",
  usage: "/delete [NICK] [NUMBER|TIME]",
  summary: "Delete what you said last here: /delete 3",
  details: [
    "It is gone for good, from searches, pages and screens.",
    "10m: all that you said in the last 10 minutes",
    "bob, bob 3, bob 10m: what bob said, for moderators",
    "in:dev: in that room; in:@ bob 3: your last 3 direct messages to bob",
    "seq:41,42: the messages with these numbers, for programs",
    "why:spam: the reason, at the end; it is told to all who are there",
  ],
  *run(context, args) {
    const [which = "", ...reasons] = args.split(/(?<=^|\s)why:/i);
    const { in: named, ...parsed } = parseDeletion(which, context.nowMs);
    const request = { ...parsed, reason: reasons.length === 0 ? undefined : reasons.join("why:") };
    const where = named ?? context.room;
    if (where === directRoom) yield deleteDirect(context, request);
    else yield* deleteInRoom(context, where, request);
  },
};

interface ParsedDeletion extends DeletionRequest {
  readonly in?: string;
}

/** Throws `bad_usage`. */
function parseDeletion(args: string, nowMs: number): ParsedDeletion {
  const words = args.split(/\s+/).filter((word) => word !== "");
  const filters = words.filter((word) => /^(in|seq):/i.test(word));
  const [seqs, ...moreSeqs] = filters.filter((word) => /^seq:/i.test(word));
  const [room, ...moreRooms] = filters.filter((word) => /^in:/i.test(word));
  const others = words.filter((word) => !filters.includes(word));
  const most = seqs === undefined ? 2 : 0;
  if (moreSeqs.length + moreRooms.length > 0 || others.length > most) {
    throw badUsage(deleteMessages);
  }
  const inRoom = room === undefined ? {} : { in: room.slice("in:".length) };
  if (seqs !== undefined) return { ...inRoom, seqs: parseSeqs(seqs.slice("seq:".length)) };
  const isAmount = /^[-+.\d]/.test(others.at(-1) ?? "");
  const amount = isAmount ? parseAmount(others.pop() ?? "", nowMs) : { count: 1 };
  const [nick, ...rest] = others;
  if (rest.length > 0) throw badUsage(deleteMessages);
  return { ...inRoom, ...(nick === undefined ? {} : { nick }), ...amount };
}

function parseAmount(word: string, nowMs: number): Pick<DeletionRequest, "count" | "sinceTs"> {
  const most = limits.deletedAtOnce;
  const count = /^\d{1,9}$/.test(word) ? Number(word) : 0;
  if (count >= 1 && count <= most) return { count };
  const ms = parseDuration(word);
  if (ms !== undefined) return { sinceTs: nowMs - ms };
  const problem = `${quote(word)} is neither a number from 1 to ${most} nor a time such as 10m`;
  throw new ChatError("bad_usage", `${problem}; a nick that begins so is written with an @`);
}

function parseSeqs(list: string): number[] {
  const seqs = list.split(",").map((seq) => /^\d{1,16}$/.test(seq) ? Number(seq) : NaN);
  if (seqs.length <= limits.deletedAtOnce && seqs.every(Number.isSafeInteger)) {
    return [...new Set(seqs)];
  }
  const problem = `"seq:" needs up to ${limits.deletedAtOnce} numbers of messages`;
  throw new ChatError("bad_usage", `${problem}, as in seq:41,42, not ${quote(list)}`);
}
