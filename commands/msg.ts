import type { DirectEvent } from "../chat/event.ts";
import type { Members } from "../chat/members.ts";
import type { Member } from "../chat/room.ts";
import type { MessageKind, SayToPerson } from "../protocol.ts";
import { badUsage, type Command, type CommandContext, type Effect, notice } from "./command.ts";

export const msg: Command = {
  name: "msg",
  aliases: ["w", "tell", "query"],
  usage: "/msg NICK TEXT",
  summary: "Say something to one person only, who gets it later if not here now",
  run: (context, args) => sayToOne(msg, "text", context, args),
};

/** Says what stands behind the nick in `args`; `command` is the one that was typed. */
export function sayToOne(
  command: Command,
  kind: MessageKind,
  context: CommandContext,
  args: string,
): Iterable<Effect> {
  // Behind a newline the text may begin with blanks, as in a room; what a person types on one line does not.
  const [, to = "", text = ""] = /^\s*(\S+)[^\S\n]*\n?(.*)$/s.exec(args) ?? [];
  if (text.trim() === "") throw badUsage(command);
  return sayToPerson(
    context.chat.members,
    context.member,
    { to, text, kind, id: context.id },
    context.room,
  );
}

/** What comes of a `say` to one person, here or not; `typedIn`: the room in which a command was typed. */
export function* sayToPerson(
  members: Members,
  member: Member,
  { to, text, kind, id }: Omit<SayToPerson, "type">,
  typedIn?: string,
): Iterable<Effect> {
  const said = members.sayDirect(member, to, text, { kind, id });
  if (said.type === "direct") yield* withAbsence(members, said);
  else yield { ...said, typedIn };
}

/** The event, and a note for the speaker if the other is away. */
export function* withAbsence(members: Members, said: DirectEvent): Iterable<Effect> {
  yield said;
  const away = members.get(said.toIdentity)?.away;
  if (away !== undefined) {
    yield notice(away === "" ? `${said.to} is away` : `${said.to} is away: ${away}`);
  }
}
