import type { Member } from "../chat/member.ts";
import { commandsFor, summarize } from "../commands/mod.ts";
import {
  defaultRoom,
  type HelloMessage,
  limits,
  protocolVersion,
  type SessionLimits,
} from "../protocol.ts";
import type { Parts } from "./parts.ts";
import type { SessionRules } from "./rules.ts";
import { sendRefusal } from "./run_command.ts";
import type { Session } from "./session.ts";

/** Lets a client in under its nick, and into its rooms. Throws `ChatError`; the session stays open then. */
export function welcome(parts: Parts, session: Session, hello: HelloMessage): void {
  if (hello.version !== protocolVersion) {
    const message = `Version ${hello.version} is not spoken here, only ${protocolVersion}`;
    session.send({ type: "error", code: "version_unsupported", message });
    return;
  }
  const known = parts.identities.find(hello.token);
  const predecessor = known && parts.sessions.ofIdentity(known.id);
  parts.members.checkFree(hello.nick, predecessor?.member);
  // The connection that had this identity is dead, or its client has come again: either way it goes.
  predecessor?.end("lost connection", { type: "bye", code: "replaced" });
  const identity = parts.identities.open(hello.token);
  const member = parts.members.enter(hello.nick, parts.clock(), {
    agent: hello.agent,
    address: session.address,
  });
  session.member = member;
  parts.sessions.add(session, member, identity.id);
  parts.delivery.attach(member, session, identity.id);
  session.send({
    type: "welcome",
    version: protocolVersion,
    server: parts.name,
    nick: member.nick,
    token: identity.token,
    limits: sessionLimits(parts.rules),
    commands: summarize(commandsFor(member.operator)),
    motd: parts.motd === "" ? undefined : parts.motd,
  });
  for (const name of hello.rooms ?? [defaultRoom]) joinOne(parts, session, member, name);
}

/** A room that cannot be joined is told, and does not keep the client out of the others. */
function joinOne(parts: Parts, session: Session, member: Member, room: string): void {
  try {
    const event = parts.rooms.join(member, room);
    if (event !== undefined) parts.delivery.deliver(event);
  } catch (error) {
    sendRefusal(session, error, { room });
  }
}

function sessionLimits({ rate }: SessionRules): SessionLimits {
  const { frameBytes, textBytes, nickLength, roomNameLength, topicLength, rooms } = limits;
  return { frameBytes, textBytes, nickLength, roomNameLength, topicLength, rooms, rate };
}
