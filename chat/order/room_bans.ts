import type { Ban, MaskEntry } from "../../records.ts";
import { may } from "../permissions.ts";
import type { Member } from "../people/member.ts";
import type { Room } from "../rooms/room.ts";
import { type Bannable, banOf, inForce } from "./bans.ts";
import { matches } from "./masks.ts";

/** The ban that keeps somebody out of the room now. */
export function banIn(
  { record: { bans, exceptions } }: Room,
  who: Bannable,
  nowMs: number,
): Ban | undefined {
  const ban = banOf(bans, who, nowMs);
  return ban !== undefined && matchesOne(exceptions, who, "bans") ? undefined : ban;
}

/**
 * What keeps the member quiet now: a mute or, of who is in the room or may be heard from outside, a ban by mask. Neither holds
 * who has voice.
 */
export function muteIn(member: Member, room: Room, nowMs: number): Ban | undefined {
  const { mutes, bans, exceptions } = room.record;
  if (mutes.length === 0 && bans.length === 0) return undefined;
  if (may(member, "sayModerated", room)) return undefined;
  const { identity, nick } = member;
  const mute = banOf(mutes, { identity, nick }, nowMs) ??
    inForce(bans, nowMs).find(({ isMask, whom }) => isMask && matches(whom, member, "any"));
  return mute !== undefined && matchesOne(exceptions, member, "any") ? undefined : mute;
}

/** Whether the member comes in where only who is invited may, by a mask. */
export function isLetIn(member: Member, { record: { inviteExceptions } }: Room): boolean {
  return matchesOne(inviteExceptions, member, "bans");
}

function matchesOne(
  masks: readonly MaskEntry[],
  who: Bannable,
  kind: "bans" | "any",
): boolean {
  return masks.some(({ mask }) => matches(mask, who, kind));
}
