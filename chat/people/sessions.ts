import { type KnownLeaveReason, limits } from "../../protocol.ts";
import { type Chat, depart } from "../chat.ts";
import { ChatError } from "../chat_error.ts";
import type { AwayEvent, DepartEvent, ProfileEvent, SessionEndedEvent } from "../event.ts";
import { isReadOnly } from "../guests.ts";
import { heardUntil, type Member } from "./member.ts";
import { factsOf } from "./members.ts";
import { profileOf, tellProfile } from "./profile.ts";
import type { EnterRequest } from "../request.ts";
import { refreshRole } from "./server_role.ts";

/** Sessions of somebody who is here, beside one that comes. */
export interface OtherSessions {
  /** The person goes on with what it has on them: its nick, and its rooms. */
  readonly isPerson: boolean;
  /** Those that stay. */
  readonly staying: readonly string[];
}

/** Throws `too_many_sessions`. */
export function otherSessions(
  here: Member | undefined,
  session: string | undefined,
  { keepsOthers = false }: EnterRequest,
): OtherSessions {
  if (here === undefined || !keepsOthers) return { isPerson: false, staying: [] };
  const others = [...here.sessions.keys()].filter((other) => other !== session);
  if (here.lostBy !== undefined) return { isPerson: others.length > 0, staying: [] };
  if (others.length >= limits.sessions) {
    const problem = `You are connected ${limits.sessions} times already`;
    throw new ChatError("too_many_sessions", `${problem}, and may not be more often: /quit on one`);
  }
  return { isPerson: others.length > 0, staying: others };
}

/** The session is the member's now, and others only those that stay. Told if the person was away without it. */
export function beginSession(
  { accounts, members }: Chat,
  member: Member,
  session: string | undefined,
  { staying }: OtherSessions,
  { isUnattended = false, isLoggedIn, ...about }: EnterRequest,
): AwayEvent | undefined {
  for (const other of [...member.sessions.keys()]) {
    if (!staying.includes(other)) member.sessions.delete(other);
  }
  if (session !== undefined) {
    member.sessions.delete(session);
    member.sessions.set(session, { ...factsOf(about), isUnattended, isLoggedIn });
  }
  refreshRole(accounts, member);
  if (isUnattended) return undefined;
  member.wasAttended = true;
  return member.isAwayByItself === true ? members.setBack(member) : undefined;
}

/**
 * The client of the session goes, and its member with the last one; of no session, the member. `text`: last words, for
 * the rooms in which it may speak.
 */
export function* endSession(
  chat: Chat,
  member: Member,
  session: string | undefined,
  { reason, text }: { readonly reason: KnownLeaveReason; readonly text?: string },
  nowMs: number,
): Iterable<AwayEvent | DepartEvent | ProfileEvent | SessionEndedEvent> {
  if (session === undefined || isOnly(member, session)) {
    const words = isReadOnly(chat, member) ? undefined : text;
    return yield depart(chat, member, reason, words, { nowMs });
  }
  const changed = removeSession(chat, member, session);
  yield { type: "sessionEnded", identity: member.identity, session };
  yield* changed;
  yield* leaveUnattended(chat, member);
}

/** The connection of the session is lost; where it was the last one, the member stays and may come back. */
export function loseSession(
  chat: Chat,
  member: Member,
  session: string | undefined,
  reason: KnownLeaveReason,
  nowMs: number,
): readonly ProfileEvent[] {
  if (session !== undefined && !isOnly(member, session)) {
    return removeSession(chat, member, session);
  }
  member.lostBy = reason;
  member.lastHereAt = heardUntil(member, reason, nowMs);
  return [];
}

/** What the newest of those that are left has told counts. */
function removeSession(
  { accounts }: Chat,
  member: Member,
  session: string,
): readonly ProfileEvent[] {
  member.sessions.delete(session);
  refreshRole(accounts, member);
  const newest = [...member.sessions.values()].at(-1);
  if (newest === undefined) return [];
  const before = profileOf(member);
  Object.assign(member, factsOf(newest));
  return tellProfile(member, before);
}

/** Whether somebody may be at one of the member's sessions. */
export function isAttended({ sessions }: Member): boolean {
  return sessions.size === 0 || sessions.values().some(({ isUnattended }) => !isUnattended);
}

/** What is left are scripts: the person is away until it comes again. */
export function* leaveUnattended({ members }: Chat, member: Member): Iterable<AwayEvent> {
  if (member.wasAttended !== true || isAttended(member)) return;
  member.wasAttended = false;
  if (member.away !== undefined) return;
  const event = members.setAway(member, "");
  member.isAwayByItself = true;
  yield event;
}

export function isOnly({ sessions }: Member, session: string): boolean {
  return sessions.keys().every((id) => id === session);
}
