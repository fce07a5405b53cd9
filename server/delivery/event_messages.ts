/**
 * What clients are told of events, with persons in place of identities. `ts`: when it happened, in milliseconds since
 * the Unix epoch. `eventNumber`: the same in all rooms where it is told.
 */

import type {
  LeaveEvent,
  ModerationEvent,
  ProfileEvent,
  RenameEvent,
  SignalEvent,
  TopicEvent,
} from "../../chat/event.ts";
import type {
  LeaveMessage,
  LeftMessage,
  ModerationMessage,
  ProfileMessage,
  RenameMessage,
  SignalMessage,
  TopicMessage,
} from "../../protocol.ts";
import type { Persons } from "../accounts/persons.ts";

export function renameMessage(
  { type, identity, from, to }: RenameEvent,
  persons: Persons,
  ts: number,
  eventNumber: number,
): RenameMessage {
  return { type, ts, eventNumber, from, to, person: persons.of(identity) };
}

export function profileMessage(
  { type, identity, nick, profile, was }: ProfileEvent,
  persons: Persons,
  ts: number,
  eventNumber: number,
): ProfileMessage {
  return { type, ts, eventNumber, nick, person: persons.of(identity), ...profile, was };
}

export function leaveMessage(
  { type, identity, nick, room, reason, text, by, byIdentity, eventNumber }: LeaveEvent,
  persons: Persons,
  ts: number,
): LeaveMessage {
  const person = persons.of(identity);
  const sentOut = byIdentity === undefined ? {} : { by, byPerson: persons.of(byIdentity) };
  return { type, room, ts, eventNumber, nick, person, reason, text, ...sentOut };
}

/** For whoever left, and stays on the server. */
export function leftMessage(
  { room, text, by, byIdentity, action, untilTs }: LeaveEvent,
  persons: Persons,
  ts: number,
): LeftMessage {
  const sentOut = byIdentity === undefined
    ? {}
    : { ts, action, untilTs, by, byPerson: persons.of(byIdentity) };
  return { type: "left", room, ...sentOut, text };
}

/** Without the `seq`, which it gets when it is kept. */
export function topicMessage(
  { identity, room, by, topic }: TopicEvent,
  persons: Persons,
  ts: number,
): Omit<TopicMessage, "seq"> {
  return { type: "topic", room, ts, by, person: persons.of(identity), topic };
}

export function moderationMessage(
  { identity, toIdentity, roles: changed, ...moderation }: ModerationEvent,
  persons: Persons,
  ts: number,
): ModerationMessage {
  const byPerson = persons.of(identity);
  const person = toIdentity === undefined ? undefined : persons.of(toIdentity);
  const roles = changed.map(({ identity, ...about }) => ({
    ...about,
    person: persons.of(identity),
  }));
  return { ...moderation, ts, byPerson, person, roles };
}

/** What its sender gets. */
export function signalMessage(
  { identity, toIdentity, ...signal }: SignalEvent,
  persons: Persons,
  ts: number,
  eventNumber: number,
): SignalMessage {
  const ref = `${ts.toString(36)}-${eventNumber.toString(36)}`;
  const toPerson = toIdentity === undefined ? undefined : persons.of(toIdentity);
  return { ...signal, ts, ref, person: persons.of(identity), toPerson };
}
