import type { Account, Named } from "../records.ts";
import { type Chat, depart } from "./chat.ts";
import { ChatError } from "./chat_error.ts";
import { enter } from "./enter.ts";
import type { LoggedInEvent } from "./event.ts";
import { banOf, refuseIfBanned } from "./order/bans.ts";
import { withDevice } from "./people/devices.ts";
import type { Member } from "./people/member.ts";
import { factsOf } from "./people/members.ts";
import { profileOf, tellProfile } from "./people/profile.ts";
import { endSession, isOnly, otherSessions } from "./people/sessions.ts";
import { may } from "./permissions.ts";
import { refreshRole } from "./people/server_role.ts";
import type { RecordChange } from "./record_change.ts";
import type { EnterRequest, LogInRequest } from "./request.ts";
import type { Room } from "./rooms/room.ts";

type Outcomes = ReturnType<typeof enter>;
/** An account that has a name, as all have that one can log in to. */
type NamedAccount = Account & { readonly nick: string };

interface LoggingIn {
  readonly chat: Chat;
  /** Whose session it was until now. */
  readonly member: Member;
  readonly session: string;
  readonly account: NamedAccount;
  readonly asked: LogInRequest;
  readonly nowMs: number;
}

/**
 * The session is from now on that of the person with the account. Where that one is not here, and nobody else stays as who
 * it was, nick and rooms go along, and what it was in them; else it joins the person, who comes into its rooms too. Throws
 * `password_wrong`, `already_logged_in`, `banned` or `too_many_sessions`.
 */
export function* logIn(
  chat: Chat,
  member: Member,
  asked: LogInRequest,
  session: string,
  nowMs: number,
): Outcomes {
  const { accounts, members, server } = chat;
  const account = accounts.get(asked.identity);
  if (account?.nick === undefined) {
    throw new ChatError("password_wrong", "The account was given up just now");
  }
  refuseIfLoggedIn(member.account);
  const { identity, role, nick } = account;
  if (role === undefined) refuseIfBanned(server.bans, { identity, nick }, "this server", nowMs);
  const loggingIn = { chat, member, session, account: { ...account, nick }, asked, nowMs };
  const isFree = members.get(identity) === undefined && accounts.get(member.identity) === undefined;
  if (isFree && isOnly(member, session)) yield* become(loggingIn);
  else yield* joinPerson(loggingIn);
}

/** `account`: the name of the one that somebody is logged in to already. Throws `already_logged_in`. */
export function refuseIfLoggedIn(account: string | undefined): void {
  if (account === undefined) return;
  throw new ChatError("already_logged_in", `You are logged in to the account "${account}" already`);
}

function* become(loggingIn: LoggingIn): Outcomes {
  const { chat, member, session, account, asked: { person, device }, nowMs } = loggingIn;
  const { accounts, members, rooms } = chat;
  const before = { identity: member.identity, nick: member.nick, isSame: true };
  const profile = profileOf(member);
  members.identify(member, account.identity, person);
  member.lastHereAt = account.seenAt;
  member.beganAt = nowMs;
  const facts = member.sessions.get(session);
  if (facts !== undefined) member.sessions.set(session, { ...facts, device, isLoggedIn: true });
  member.device = device;
  refreshRole(accounts, member);
  member.account = accounts.nameOf(account.identity);
  if (device !== undefined) yield accounts.set(withDevice(account, member, nowMs));
  for (const room of rooms.of(member)) yield* takeAlong(chat, room, before.identity, member);
  yield loggedIn(loggingIn, member.nick, before);
  yield* tellProfile(member, profile);
  for (const room of rooms.of(member)) {
    if (!mayStay(member, room, nowMs)) yield rooms.leave(member, room, "left");
  }
}

/** Whoever keeps order is not held by bans. */
function mayStay(member: Member, room: Room, nowMs: number): boolean {
  return may(member, "ban", room) || banOf(room.record.bans, member, nowMs) === undefined;
}

/** What somebody was in a room, it is as who it is now. */
function* takeAlong(
  { rooms }: Chat,
  room: Room,
  from: string,
  { identity, nick }: Named,
): Iterable<RecordChange> {
  const { owner, moderators, voices, invited } = room.record;
  const wasIt = (named: Named | undefined) => named?.identity === from;
  if (!wasIt(owner) && ![moderators, voices, invited].some((list) => list.some(wasIt))) return;
  const moved = (list: readonly Named[]) => {
    if (!list.some(wasIt)) return list;
    const others = list.filter((named) => !wasIt(named) && named.identity !== identity);
    return [...others, { identity, nick }];
  };
  yield rooms.setRecord(room, {
    owner: wasIt(owner) ? { identity, nick } : owner,
    moderators: moved(moderators),
    voices: moved(voices),
    invited: moved(invited),
  });
}

function* joinPerson(loggingIn: LoggingIn): Outcomes {
  const { chat, member, session, account, asked: { person, device }, nowMs } = loggingIn;
  const { identity, nick } = account;
  const before = { identity: member.identity, nick: member.nick, isSame: false };
  const rooms = [...member.rooms];
  const entering: EnterRequest = {
    ...{ type: "enter", ...member.sessions.get(session) ?? factsOf(member), nick, person, device },
    // It has proved who it is, and is on the server already.
    ...{
      isKnown: true,
      isNewDevice: true,
      hasServerPassword: true,
      keepsOthers: true,
      isLoggedIn: true,
    },
    ...{ rooms, resume: new Map() },
  };
  // What could be refused is, before anything has changed.
  otherSessions(chat.members.get(identity), session, entering);
  const isGuest = chat.accounts.get(member.identity) === undefined;
  for (const room of isGuest ? chat.rooms.of(member) : []) {
    yield* takeAlong(chat, room, member.identity, { identity, nick });
  }
  yield { type: "sessionMoved", identity: member.identity, session, rooms };
  if (isOnly(member, session)) yield depart(chat, member, "left", undefined, { nowMs });
  else yield* endSession(chat, member, session, { reason: "left" }, nowMs);
  for (const outcome of enter(chat, identity, entering, nowMs, session)) {
    yield outcome.type === "entered" ? loggedIn(loggingIn, outcome.nick, before) : outcome;
  }
}

function loggedIn(
  { account, asked: { device, id } }: LoggingIn,
  nick: string,
  before: LoggedInEvent["before"],
): LoggedInEvent {
  const { identity, nick: name } = account;
  return { type: "loggedIn", identity, nick, account: name, before, device, id };
}
