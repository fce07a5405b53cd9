import type { Member } from "../chat/people/member.ts";
import { roleOf } from "../chat/permissions.ts";
import { commandsFor, summarize } from "../commands/mod.ts";
import type { Rate } from "../net/limits/rate_limiter.ts";
import { features, limits, protocolVersion, type WelcomeMessage } from "../protocol.ts";

export interface WelcomeFacts {
  /** The server's name. */
  readonly server: string;
  /** Empty for who needs none. */
  readonly token: string;
  /** What the session is allowed; absent where nothing is limited. */
  readonly rate?: Rate;
  readonly motd?: string;
}

/** For somebody who is in. */
export function welcome(
  member: Member,
  { server, token, rate, motd = "" }: WelcomeFacts,
): WelcomeMessage {
  return {
    ...{ type: "welcome", version: protocolVersion, server, nick: member.nick, features, token },
    person: member.person,
    limits: { ...welcomeLimits, rate },
    commands: summarize(commandsFor(roleOf(member))),
    motd: motd === "" ? undefined : motd,
  };
}

const { frameBytes, smallFrameBytes, largeFrameValues, textBytes, argsBytes } = limits;
const { nickLength, roomNameLength, topicLength, awayLength, rooms } = limits;
const welcomeLimits = {
  ...{ frameBytes, smallFrameBytes, largeFrameValues, textBytes, argsBytes },
  ...{ nickLength, roomNameLength, topicLength, awayLength, rooms },
};
