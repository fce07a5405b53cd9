import { limits, type Profile, type ProfileRequest } from "../../protocol.ts";
import { isLonger } from "../../helpers/text/text_length.ts";
import { showsSomething } from "../../helpers/text/shows_something.ts";
import { ChatError } from "../chat_error.ts";
import type { ProfileEvent } from "../event.ts";
import type { ClientFacts } from "../request.ts";
import { cleanLine, ownCopy } from "../text.ts";
import type { Member } from "./member.ts";

type ToldProfile = Pick<ClientFacts, "user" | "realName" | "isBot" | "isHidden">;

/** Of a profile what a client tells itself: cleaned, cut to its bounds, and left out where nothing is left. */
export function toldProfile({ user, realName, isBot, isHidden }: ToldProfile): ToldProfile {
  return {
    user: user === undefined ? undefined : cleanUser(user),
    realName: realName === undefined ? undefined : cleanRealName(realName),
    isBot: isBot === true ? true : undefined,
    isHidden: isHidden === true ? true : undefined,
  };
}

/** No blanks, and nothing that masks of bans and senders on IRC are written with. */
function cleanUser(raw: string): string | undefined {
  const user = cleanLine(raw).replace(/[^\p{L}\p{N}_.~+[\]{}|^-]/gu, "");
  return ownCopy([...user].slice(0, limits.userLength).join("")) || undefined;
}

function cleanRealName(raw: string): string | undefined {
  const name = [...cleanLine(raw).trim()].slice(0, limits.realNameLength).join("").trim();
  return showsSomething(name) ? ownCopy(name) : undefined;
}

export function profileOf({ account, user, host, realName, isBot: bot }: Member): Profile {
  return { account, user, host, realName, bot };
}

/** What others are told of a change: nothing if the profile is as `before`. */
export function tellProfile(member: Member, before: Profile): readonly ProfileEvent[] {
  const { identity, nick, rooms } = member;
  const profile = profileOf(member);
  if (isSame(before, profile)) return [];
  return [{ type: "profile", identity, nick, profile, was: before, rooms: [...rooms] }];
}

/** What the session tells of itself now; others are told if it is the newest. Throws `text_too_long`. */
export function setProfile(
  member: Member,
  session: string | undefined,
  { realName, bot, hidden }: ProfileRequest,
): readonly ProfileEvent[] {
  if (realName !== undefined && isLonger(realName, limits.realNameLength)) {
    const problem = `A real name has at most ${limits.realNameLength} characters`;
    throw new ChatError("text_too_long", problem);
  }
  const facts = session === undefined ? undefined : member.sessions.get(session);
  const told = facts ?? member;
  const profile = toldProfile({
    user: told.user,
    realName: realName ?? told.realName,
    isBot: bot ?? told.isBot,
    isHidden: hidden ?? told.isHidden,
  });
  if (session !== undefined && facts !== undefined) {
    member.sessions.set(session, { ...facts, ...profile });
    if ([...member.sessions.keys()].at(-1) !== session) return [];
  }
  const before = profileOf(member);
  Object.assign(member, profile);
  return tellProfile(member, before);
}

function isSame(one: Profile, other: Profile): boolean {
  return one.account === other.account && one.user === other.user && one.host === other.host &&
    one.realName === other.realName && one.bot === other.bot;
}
