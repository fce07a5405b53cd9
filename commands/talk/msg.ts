import type { MessageKind } from "../../protocol.ts";
import { badUsage, type Command, type CommandContext, type CommandOutcome } from "../command.ts";

export const msg: Command = {
  name: "msg",
  aliases: ["w", "tell", "query"],
  usage: "/msg NICK TEXT",
  summary: "Say something to one person only, who gets it later if not here now",
  says: true,
  run: (context, args) => sayToOne(msg, "text", context, args),
};

/** Says what stands behind the nick in `args`; `command` is the one that was typed. */
export function sayToOne(
  command: Command,
  kind: MessageKind,
  context: CommandContext,
  args: string,
): Iterable<CommandOutcome> {
  // Behind a newline the text may begin with blanks, as in a room; what a person types on one line does not.
  const [, to = "", text = ""] = /^\s*(\S+)[^\S\n]*\n?(.*)$/s.exec(args) ?? [];
  if (text.trim() === "") throw badUsage(command);
  return [context.chat.members.sayDirect(context.member, to, text, { kind, id: context.id })];
}
