import { duration, timeLeft } from "../../helpers/duration.ts";
import { terms } from "../order/bans.ts";
import { muteIn } from "../order/room_bans.ts";
import { ChatError } from "../chat_error.ts";
import type { Member } from "../people/member.ts";
import { may } from "../permissions.ts";
import type { Room } from "./room.ts";

/** Beyond so many, those who may speak again are forgotten. */
const maxRemembered = 1000;

/** Throws `muted`, also for a nick that looks like the muted one, and where only some may speak. */
export function refuseIfSilent(member: Member, room: Room, nowMs: number): void {
  const why = whySilent(member, room, nowMs);
  if (why !== undefined) throw new ChatError("muted", why);
}

/** Whether what somebody says would be refused with `muted`. */
export function isSilent(member: Member, room: Room, nowMs: number): boolean {
  return whySilent(member, room, nowMs) !== undefined;
}

function whySilent(member: Member, room: Room, nowMs: number): string | undefined {
  const { name, record: { settings, bans } } = room;
  const mute = muteIn(member, room, nowMs);
  if (mute !== undefined) {
    const isBan = bans.includes(mute) && !mute.whom.startsWith("m:");
    const what = isBan ? "banned from" : "muted in";
    return `You are ${what} #${name}${terms(mute, nowMs)}`;
  }
  if (!settings.moderated || may(member, "sayModerated", room)) return undefined;
  return `#${name} is moderated: only who has voice speaks`;
}

/**
 * Notes that somebody speaks, where everybody speaks only now and then. The same once more, known by its `id`, takes no
 * turn: its sender is not sure that it was heard. Throws `rate_limited` if it is too soon.
 */
export function takeTurn(member: Member, room: Room, nowMs: number, id?: string): void {
  const { slowMs } = room.record.settings;
  if (slowMs === 0 || may(member, "speakOften", room)) return;
  const { spokeAt } = room;
  const last = spokeAt.get(member.identity);
  if (id !== undefined && last?.id === id) return;
  const waitMs = (last?.ts ?? -Infinity) + slowMs - nowMs;
  if (waitMs > 0) {
    const problem = `In #${room.name} everybody speaks once in ${duration(slowMs)}`;
    const advice = `say it again in ${timeLeft(waitMs)}`;
    throw new ChatError("rate_limited", `${problem}: ${advice}`, waitMs);
  }
  if (spokeAt.size >= maxRemembered) {
    for (const [identity, { ts }] of spokeAt) if (ts + slowMs <= nowMs) spokeAt.delete(identity);
  }
  spokeAt.set(member.identity, { ts: nowMs, id });
}
