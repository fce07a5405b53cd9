/** What a room has masks for: whom it bans, mutes, excepts from that, and lets in. */

import { ChatError } from "../chat_error.ts";
import type { ModerationEvent } from "../event.ts";
import type { RecordChange } from "../record_change.ts";
import { quote } from "../text.ts";
import { addBan, bansOf } from "./bans.ts";
import { moderation, note, type RoomKeeper, type Sanction } from "./keeper.ts";
import { heldBy } from "./order.ts";
import { maskKey, nickOfMask, refuseIfNoMask } from "./masks.ts";

type Done = Iterable<RecordChange | ModerationEvent>;

/** The most that a room has of each. */
const maxExceptions = 100;

/** How each list is called that is added to and taken from. */
const actions = {
  exceptions: { add: "except", remove: "unexcept" },
  inviteExceptions: { add: "invex", remove: "uninvex" },
} as const;
export type ExceptionList = keyof typeof actions;

/** Nobody is sent out by it. Nothing comes of one that is there already. Throws `bad_usage` or `list_full`. */
export function* banMask(keeper: RoomKeeper, mask: string, sanction: Sanction): Done {
  const { chat, by, room, nowMs } = keeper;
  const { forMs, why } = sanction;
  refuseIfNoMask(mask);
  const untilTs = forMs === undefined ? undefined : nowMs + forMs;
  const who = { identity: by.identity, nick: by.nick };
  const ban = { whom: mask, isMask: true, nickKeys: [], untilTs, why, by: who, ts: nowMs };
  const same = room.record.bans.find((other) => isSame(other, mask));
  if (same !== undefined && same.untilTs === untilTs && same.why === why) return;
  yield chat.rooms.setRecord(room, { bans: addBan(room.record.bans, ban, nowMs) }, by);
  yield note(keeper, "ban", { nick: mask, ...sanction });
  yield moderation(keeper, room, "ban", { nick: mask }, sanction);
}

/** A mask that names a nick alone is also of who is banned or muted under that. Throws `no_such_nick`. */
export function* unbanMask(keeper: RoomKeeper, mask: string): Done {
  const { chat, room, nowMs } = keeper;
  const nick = nickOfMask(mask);
  const list = mask.startsWith("m:") ? "mutes" : "bans";
  const action = list === "mutes" ? "unmute" : "unban";
  const masks = room.record.bans.filter((ban) => isSame(ban, mask));
  const others = room.record[list];
  const named = nick === undefined ? [] : bansOf(others, nick, undefined, nowMs);
  if (masks.length + named.length === 0) {
    throw new ChatError("no_such_nick", `${quote(mask)} is not banned from #${room.name}`);
  }
  const lifted = new Set([...masks, ...named]);
  const bans = room.record.bans.filter((ban) => !lifted.has(ban));
  const mutes = room.record.mutes.filter((ban) => !lifted.has(ban));
  yield chat.rooms.setRecord(room, { bans, mutes });
  for (const ban of lifted) {
    const done = ban.isMask === true ? "unban" : action;
    yield note(keeper, done, { nick: ban.whom });
    yield moderation(keeper, room, done, heldBy(chat, ban));
  }
}

/** Nothing comes of one that is there already. Throws `bad_usage` or `list_full`. */
export function* addException(keeper: RoomKeeper, list: ExceptionList, mask: string): Done {
  const { by, room, nowMs } = keeper;
  refuseIfNoMask(mask);
  const masks = room.record[list];
  if (masks.some((other) => maskKey(other.mask) === maskKey(mask))) return;
  if (masks.length >= maxExceptions) {
    const problem = `#${room.name} has ${maxExceptions} of them, and more are not allowed`;
    throw new ChatError("list_full", problem);
  }
  const entry = { mask, by: { identity: by.identity, nick: by.nick }, ts: nowMs };
  yield* change(keeper, actions[list].add, mask, { [list]: [...masks, entry] });
}

/** Throws `no_such_nick` for what is not on it. */
export function* removeException(keeper: RoomKeeper, list: ExceptionList, mask: string): Done {
  const { room } = keeper;
  const masks = room.record[list];
  const entry = masks.find((other) => maskKey(other.mask) === maskKey(mask));
  if (entry === undefined) {
    throw new ChatError("no_such_nick", `${quote(mask)} is none of them in #${room.name}`);
  }
  const left = masks.filter((other) => other !== entry);
  yield* change(keeper, actions[list].remove, entry.mask, { [list]: left });
}

function* change(
  keeper: RoomKeeper,
  action: string,
  mask: string,
  changes: Parameters<typeof keeper.chat.rooms.setRecord>[1],
): Done {
  const { chat, by, room } = keeper;
  yield chat.rooms.setRecord(room, changes, by);
  yield note(keeper, action, { nick: mask });
  yield moderation(keeper, room, action, { nick: mask });
}

function isSame({ isMask, whom }: { isMask?: boolean; whom: string }, mask: string): boolean {
  return isMask === true && maskKey(whom) === maskKey(mask);
}
