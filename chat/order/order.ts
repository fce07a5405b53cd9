/** How order is kept: who is sent out, kept out and kept quiet, in a room or on the whole server. */

import { parseNetwork } from "../../helpers/network/networks.ts";
import type { Ban } from "../../records.ts";
import { addBan, bansOf, refuseIfBanned } from "./bans.ts";
import { type Chat, depart } from "../chat.ts";
import { ChatError } from "../chat_error.ts";
import type { ChatEvent } from "../event.ts";
import {
  type Keeper,
  moderation,
  note,
  rankedOf,
  refuseUnlessLess,
  type RoomKeeper,
  type Sanction,
  type Target,
  targetOf,
} from "./keeper.ts";
import { type Member, networkOfMember } from "../people/member.ts";
import { permissions, rankName, rankOf } from "../permissions.ts";
import { nickKeys } from "../people/nick.ts";
import { removeFrom } from "./roles.ts";
import { banIn } from "./room_bans.ts";
import type { RecordChange } from "../record_change.ts";
import type { Room } from "../rooms/room.ts";
import { quote } from "../text.ts";

type Done = Iterable<ChatEvent | RecordChange>;

/** Throws `nick_invalid`, `no_such_nick`, `not_in_room` or `not_allowed`. */
export function* kick(keeper: Keeper, nick: string, why?: string): Done {
  const { chat, room } = keeper;
  const target = targetOf(chat, nick);
  const { member } = target;
  if (room === undefined) {
    if (member === undefined) throw new ChatError("no_such_nick", notHere(nick));
    refuseUnlessLess(keeper, "kickFromServer", target);
    yield note(keeper, "kick", { nick: member.nick, why });
    return yield depart(chat, member, "kicked", why);
  }
  if (member?.rooms.has(room.name) !== true) {
    throw new ChatError("no_such_nick", `There is nobody called ${quote(nick)} in #${room.name}`);
  }
  refuseUnlessLess(keeper, "kick", target);
  yield note(keeper, "kick", { nick: member.nick, why });
  yield* uninvite(keeper.chat, room, member.identity);
  yield moderation(keeper, room, "kick", target, { why });
  yield sendOut(keeper, room, member, "kick", { why });
}

/** Whoever was sent out needs another invitation where one is needed. */
function* uninvite({ rooms }: Chat, room: Room, identity?: string): Done {
  const invited = room.record.invited.filter((person) => person.identity !== identity);
  if (invited.length < room.record.invited.length) yield rooms.setRecord(room, { invited });
}

/** Throws `nick_invalid` or `not_allowed`. */
export function* banPerson(keeper: Keeper, nick: string, sanction: Sanction): Done {
  const { chat, room } = keeper;
  const target = targetOf(chat, nick);
  refuseUnlessLess(keeper, room === undefined ? "banFromServer" : "ban", target);
  const { member } = target;
  const network = room === undefined ? bannedNetwork(keeper, target) : undefined;
  const ban = makeBan(keeper, target, sanction, network);
  yield keepBan(keeper, ban);
  yield note(keeper, "ban", { nick: target.nick, ...sanction });
  if (room === undefined) {
    const bye = { code: "banned", retryAfterMs: sanction.forMs };
    if (member !== undefined) yield depart(chat, member, "kicked", sanction.why, { sentOut: bye });
    return;
  }
  yield* uninvite(chat, room, ban.identity);
  yield moderation(keeper, room, "ban", target, sanction);
  if (member?.rooms.has(room.name)) yield sendOut(keeper, room, member, "ban", sanction);
}

/** Whose ban is given another time, and who is not here, stays banned from where it came then. */
function bannedNetwork({ chat, nowMs }: Keeper, { nick, identity, member }: Target) {
  if (member !== undefined) return networkOfMember(member);
  return bansOf(chat.server.bans, nick, identity, nowMs)
    .find(({ network }) => network !== undefined)?.network;
}

/** Narrower networks than these are no accident. */
const leastPrefixLength = { 32: 8, 128: 16 } as const;

/** Only on the server; those who are here stay, and those who were here before get in. Throws `not_allowed`. */
export function* banAddress(keeper: Keeper, typed: string, sanction: Sanction): Done {
  const network = parseNetwork(typed);
  if (network === undefined) throw new ChatError("bad_usage", `${quote(typed)} is no address`);
  const { text, bits, prefixLength } = network;
  if (prefixLength < leastPrefixLength[bits]) {
    const least = leastPrefixLength[bits];
    const problem = `Cannot ban ${text}: it holds too many; the widest network is a /${least}`;
    throw new ChatError("not_allowed", problem);
  }
  if (text === "::1" || text.startsWith("127.")) {
    throw new ChatError("not_allowed", `Cannot ban ${text}: it is this machine's own address`);
  }
  const ban = { ...makeBan(keeper, { nick: text }, sanction, text), nickKeys: [] };
  yield keepBan(keeper, ban);
  yield note(keeper, "ban", { nick: text, ...sanction });
}

/** Throws `no_such_nick` where nobody is banned so. */
export function* unban(keeper: Keeper, typed: string): Done {
  const { chat, room } = keeper;
  const bans = room === undefined ? chat.server.bans : room.record.bans;
  const from = room === undefined ? "the server" : `#${room.name}`;
  const lifted = liftedOf(keeper, bans, typed, `banned from ${from}`);
  const left = bans.filter((ban) => !lifted.includes(ban));
  if (room === undefined) {
    chat.server = { ...chat.server, bans: left };
    yield { type: "keepServer", record: chat.server };
  } else {
    yield chat.rooms.setRecord(room, { bans: left });
    for (const ban of lifted) yield moderation(keeper, room, "unban", heldBy(chat, ban));
  }
  for (const { whom } of lifted) yield note(keeper, "unban", { nick: whom });
}

/** Throws `nick_invalid` or `not_allowed`. */
export function* mute(
  keeper: RoomKeeper,
  nick: string,
  sanction: Sanction,
): Done {
  const { chat, by, room, nowMs } = keeper;
  const target = targetOf(chat, nick);
  refuseUnlessLess(keeper, "mute", target);
  yield* takeWord(keeper, target);
  const mutes = addBan(room.record.mutes, makeBan(keeper, target, sanction), nowMs);
  yield chat.rooms.setRecord(room, { mutes }, by);
  yield note(keeper, "mute", { nick: target.nick, ...sanction });
  yield moderation(keeper, room, "mute", target, sanction);
}

/** Whom no mute would hold: voice is taken, and who keeps order has to be less first. */
function* takeWord(keeper: RoomKeeper, target: Target): Done {
  const { nick } = target;
  const rank = rankOf(rankedOf(target), keeper.room);
  if (rank === "voice") return yield* removeFrom(keeper, "voices", "unvoice", nick);
  if (!permissions.sayModerated.has(rank)) return;
  throw new ChatError("not_allowed", `No mute would hold "${nick}", who is ${rankName(rank)}`);
}

/** Throws `no_such_nick` where nobody is muted so. */
export function* unmute(keeper: RoomKeeper, typed: string): Done {
  const { chat, room } = keeper;
  const { mutes } = room.record;
  const lifted = liftedOf(keeper, mutes, typed, `muted in #${room.name}`);
  yield chat.rooms.setRecord(room, { mutes: mutes.filter((mute) => !lifted.includes(mute)) });
  for (const mute of lifted) {
    yield note(keeper, "unmute", { nick: mute.whom });
    yield moderation(keeper, room, "unmute", heldBy(chat, mute));
  }
}

/** Those here who come from the member's address and would be held by a ban of it, were they new. */
export function othersFrom({ members }: Chat, nick: string): readonly string[] {
  const member = members.lookUp(nick);
  const network = member && networkOfMember(member);
  if (network === undefined) return [];
  return members.all().filter((other) => other !== member && networkOfMember(other) === network)
    .map((other) => other.nick).toArray();
}

/** Whoever is here may take no nick that looks like one banned from the server, or from a room it is in. Throws `banned`. */
export function refuseIfNickBanned(
  { rooms, server }: Chat,
  member: Member,
  nick: string,
  nowMs: number,
): void {
  const { identity, user, host, account } = member;
  const who = { identity, nick, user, host, account };
  refuseIfBanned(server.bans, who, "this server", nowMs);
  for (const room of rooms.of(member)) {
    const ban = banIn(room, who, nowMs);
    if (ban !== undefined) refuseIfBanned([ban], who, `#${room.name}`, nowMs);
  }
}

/** Whom a ban or a mute holds, under the present nick. */
export function heldBy({ members, accounts }: Chat, { identity, whom }: Ban): Target {
  if (identity === undefined) return { nick: whom };
  const nick = members.get(identity)?.nick ?? accounts.get(identity)?.nick;
  return { nick: nick ?? whom, identity };
}

function liftedOf({ chat, nowMs }: Keeper, bans: readonly Ban[], typed: string, what: string) {
  const { identity } = chat.members.lookUp(typed) ?? chat.accounts.lookUp(typed) ?? {};
  const lifted = bansOf(bans, typed, identity, nowMs);
  if (lifted.length > 0) return lifted;
  throw new ChatError("no_such_nick", `${quote(typed)} is not ${what}`);
}

function makeBan(
  { by, nowMs }: Keeper,
  { nick, identity }: Target,
  { forMs, why }: Sanction,
  network?: string,
): Ban {
  return {
    identity,
    whom: nick,
    nickKeys: nickKeys(nick),
    network,
    untilTs: forMs === undefined ? undefined : nowMs + forMs,
    why,
    by: { identity: by.identity, nick: by.nick },
    ts: nowMs,
  };
}

function keepBan({ chat, by, room, nowMs }: Keeper, ban: Ban): RecordChange {
  if (room !== undefined) {
    const bans = addBan(room.record.bans, ban, nowMs);
    return chat.rooms.setRecord(room, { bans }, by);
  }
  chat.server = { ...chat.server, bans: addBan(chat.server.bans, ban, nowMs) };
  return { type: "keepServer", record: chat.server };
}

function sendOut(
  { chat, by, nowMs }: Keeper,
  room: Room,
  member: Member,
  action: "kick" | "ban",
  { forMs, why }: Sanction,
): ChatEvent {
  const left = chat.rooms.leave(member, room, "kicked", why);
  const untilTs = forMs === undefined ? undefined : nowMs + forMs;
  return { ...left, by: by.nick, byIdentity: by.identity, action, untilTs };
}

function notHere(nick: string): string {
  return `There is nobody here called ${quote(nick)}`;
}
