import { duration } from "../helpers/duration.ts";
import { banOf, terms } from "./bans.ts";
import { ChatError } from "./chat_error.ts";
import type { Member } from "./member.ts";
import { may } from "./permissions.ts";
import type { Room } from "./room.ts";

/** Beyond so many, those who may speak again are forgotten. */
const maxRemembered = 1000;

/** Throws `muted`, also for a nick that looks like the muted one. */
export function refuseIfMuted({ identity, nick }: Member, room: Room, nowMs: number): void {
  const mute = banOf(room.record.mutes, { identity, nick }, nowMs);
  if (mute === undefined) return;
  throw new ChatError("muted", `You are muted in #${room.name}${terms(mute, nowMs)}`);
}

/** Whether what somebody says would be refused with `muted`. */
export function isMuted({ identity, nick }: Member, room: Room, nowMs: number): boolean {
  return banOf(room.record.mutes, { identity, nick }, nowMs) !== undefined;
}

/** Notes that somebody speaks, where everybody speaks only now and then. Throws `rate_limited` if it is too soon. */
export function takeTurn(member: Member, room: Room, nowMs: number): void {
  const { slowMs } = room.record.settings;
  if (slowMs === 0 || may(member, "speakOften", room)) return;
  const { spokeAt } = room;
  const waitMs = (spokeAt.get(member.identity) ?? -Infinity) + slowMs - nowMs;
  if (waitMs > 0) {
    const problem = `In #${room.name} everybody speaks once in ${duration(slowMs)}`;
    const advice = `say it again in ${duration(Math.max(1000, waitMs))}`;
    throw new ChatError("rate_limited", `${problem}: ${advice}`, waitMs);
  }
  if (spokeAt.size >= maxRemembered) {
    for (const [identity, ts] of spokeAt) if (ts + slowMs <= nowMs) spokeAt.delete(identity);
  }
  spokeAt.set(member.identity, nowMs);
}
