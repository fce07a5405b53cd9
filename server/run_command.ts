import { ChatError } from "../chat/chat_error.ts";
import { codePoints } from "../chat/text.ts";
import type { Member } from "../chat/room.ts";
import type { Effect } from "../commands/command.ts";
import { sayToPerson } from "../commands/msg.ts";
import { runCommand as run } from "../commands/mod.ts";
import { type CommandMessage, limits, type SayToPerson } from "../protocol.ts";
import { noteNick } from "./note_nick.ts";
import type { Parts } from "./parts.ts";
import type { Recipient } from "./recipient.ts";

/** Runs a command for a member and sees to its effects; answers go to the recipient. */
export function runCommand(
  parts: Parts,
  { member, recipient }: { member: Member; recipient: Recipient },
  { name, args, room, id }: Omit<CommandMessage, "type">,
): void {
  const { members, rooms, motd, clock } = parts;
  try {
    const context = { members, rooms, motd, member, room, id, nowMs: clock() };
    for (const effect of run(context, name, args)) apply(parts, member, recipient, effect, id);
  } catch (error) {
    sendRefusal(recipient, error, { room, id });
  }
}

/** Says something to one person, as `/msg` does. Throws `ChatError`. */
export function sayToOne(
  parts: Parts,
  { member, recipient }: { member: Member; recipient: Recipient },
  said: SayToPerson,
): void {
  for (const effect of sayToPerson({ members: parts.members, member }, said)) {
    apply(parts, member, recipient, effect, said.id);
  }
}

/** Tells a person what the rules refused. Any other error is rethrown. */
export function sendRefusal(
  recipient: Recipient,
  error: unknown,
  { room, id }: { room?: string; id?: string } = {},
): void {
  if (!(error instanceof ChatError)) throw error;
  const { code, message } = error;
  // What is no room's name for its length is not sent back.
  const tooLong = room !== undefined && codePoints(room) > limits.roomNameLength;
  recipient.send({ type: "error", code, message, room: tooLong ? undefined : room, id });
}

function apply(
  parts: Parts,
  member: Member,
  recipient: Recipient,
  effect: Effect,
  id: string | undefined,
): void {
  switch (effect.type) {
    case "notice":
      return recipient.send({ type: "notice", text: effect.text, room: effect.room, id });
    case "answer": {
      const { answer, text, room } = effect;
      return recipient.send({ ...answer, id }, { type: "notice", text, room, id });
    }
    case "logOut":
      return logOut(parts, member, effect.text);
    case "kick":
      return kick(parts, effect.member, effect.text);
    case "search":
      return void parts.searchDesk.search(recipient, effect.request, id);
    case "stats":
      return recipient.sendLater({ type: "stats", id });
    case "setMotd":
      parts.motd = effect.text;
      return;
    case "stop":
      return parts.stop(effect.text);
    case "rename": {
      const identity = parts.sessions.identityOf(effect.member);
      if (identity !== undefined) noteNick(parts, effect.member, identity);
      return parts.delivery.deliver(effect);
    }
    default:
      return parts.delivery.deliver(effect);
  }
}

function kick({ sessions, absences }: Parts, member: Member, text: string | undefined): void {
  const session = sessions.ofMember(member);
  const ending = { reason: "kicked", text } as const;
  if (session === undefined) absences.giveUp(member, ending);
  else session.end(ending, { type: "bye", code: "kicked", text });
}

/** The operator, who has no session, logs out by stopping the server. */
function logOut(parts: Parts, member: Member, text: string | undefined): void {
  const session = parts.sessions.ofMember(member);
  if (session === undefined) parts.stop(text);
  else session.end({ reason: "left", text }, { type: "bye", code: "logged_out" });
}
