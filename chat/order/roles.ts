/** Who is what in a room: given and taken by who keeps order in it. */

import type { Named } from "../../records.ts";
import { audited } from "./audit.ts";
import { ChatError } from "../chat_error.ts";
import type { ModerationEvent } from "../event.ts";
import { type RoomKeeper, targetOf } from "./keeper.ts";
import { mayComeAgain } from "../people/coming_again.ts";
import { memberRole, rankOf } from "../permissions.ts";
import type { RecordChange } from "../record_change.ts";
import { defaultRoom } from "../../protocol.ts";
import { quote } from "../text.ts";

type Done = Iterable<RecordChange | ModerationEvent>;

/** The most that a room has of each. */
const most = { moderators: 50, voices: 500, invited: 500 } as const;
type List = keyof typeof most;

/** Puts somebody, here or with an account, on one of the room's lists. Throws `no_such_nick` or `list_full`. */
export function* addTo(keeper: RoomKeeper, list: List, action: string, nick: string): Done {
  const { room } = keeper;
  const person = findPerson(keeper, nick);
  const all = without(room.record[list], person);
  const others = all.length < most[list] ? all : all.filter((each) => isKnown(keeper, each));
  if (others.length >= most[list]) {
    const problem = `#${room.name} has ${most[list]} of them, and more are not allowed`;
    throw new ChatError("list_full", problem);
  }
  yield* change(keeper, action, person, { [list]: [...others, person] });
}

/** Throws `no_such_nick` for who is not on it. */
export function* removeFrom(keeper: RoomKeeper, list: List, action: string, nick: string): Done {
  const { room, chat } = keeper;
  const named = room.record[list];
  const { identity, nick: known } = targetOf(chat, nick);
  // Who has another nick now, or is forgotten, is found by the one of then.
  const person = named.find((each) => each.identity === identity) ??
    named.find((each) => each.nick === known);
  if (person === undefined) {
    throw new ChatError("no_such_nick", `${quote(nick)} is none of them in #${room.name}`);
  }
  yield* change(keeper, action, person, { [list]: without(named, person) });
}

/** To somebody who is in the room: an owner answers for it, and counts it among its own. Throws `no_such_nick` or `not_allowed`. */
export function* handOver(keeper: RoomKeeper, nick: string): Done {
  const { chat, room } = keeper;
  const person = findPerson(keeper, nick);
  if (room.name === defaultRoom) {
    const problem = `#${defaultRoom} has no owner: the operators of the server keep order in it`;
    throw new ChatError("not_allowed", problem);
  }
  if (room.record.owner?.identity === person.identity) {
    throw new ChatError("not_allowed", `"${person.nick}" owns #${room.name} already`);
  }
  const member = chat.members.get(person.identity);
  if (member === undefined || !room.members.has(member)) {
    const problem = `"${person.nick}" is not in #${room.name}, and only who is can be its owner`;
    throw new ChatError("not_allowed", problem);
  }
  if (!mayComeAgain(member, chat.accounts)) {
    const problem = `"${person.nick}" could not come again as itself, and so owns no room`;
    throw new ChatError("not_allowed", `${problem}: /password makes that possible`);
  }
  chat.rooms.refuseIfOwnsTooMany(person, room);
  const former = room.record.owner;
  yield* change(keeper, "owner", person, { owner: person, isPassing: undefined }, former);
}

function* change(
  { chat, by, room, nowMs }: RoomKeeper,
  action: string,
  person: Named,
  changes: Parameters<typeof chat.rooms.setRecord>[1],
  former?: Named,
): Done {
  yield chat.rooms.setRecord(room, changes, by);
  yield audited(by, action, nowMs, { whom: person.nick, room });
  const roles = [person, ...former === undefined ? [] : [former]].map((named) => {
    const { identity } = named;
    const member = chat.members.get(identity);
    const serverRole = member?.serverRole ?? chat.accounts.get(identity)?.role;
    const rank = rankOf({ identity, isConsole: false, serverRole }, room);
    return { identity, nick: member?.nick ?? named.nick, role: memberRole(rank) };
  });
  yield {
    ...{ type: "moderation", identity: by.identity, by: by.nick, room: room.name, action },
    ...{ nick: person.nick, toIdentity: person.identity, roles },
  };
}

/** Throws `no_such_nick` for whom nobody knows. */
function findPerson({ chat }: RoomKeeper, nick: string): Named {
  const { identity, member, nick: known } = targetOf(chat, nick);
  if (identity !== undefined && member?.isConsole !== true) return { identity, nick: known };
  throw new ChatError("no_such_nick", `There is nobody called ${quote(nick)} here`);
}

/** Here, or with an account: guests who have gone would fill a list for good. */
function isKnown({ chat: { members, accounts } }: RoomKeeper, { identity }: Named): boolean {
  return members.get(identity) !== undefined || accounts.get(identity) !== undefined;
}

function without(named: readonly Named[], { identity }: Named): readonly Named[] {
  return named.filter((each) => each.identity !== identity);
}
