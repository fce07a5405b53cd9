import type { Effect } from "./command.ts";
import { badUsage, type Command, type CommandContext, notice, splitWord } from "./command.ts";

export const msg: Command = {
  name: "msg",
  aliases: ["w", "tell", "query"],
  usage: "/msg NICK TEXT",
  summary: "Say something to one person only",
  *run(context, args) {
    const [nick, text] = splitWord(args);
    if (nick === "" || text === "") throw badUsage(msg);
    yield* sayDirect(context, nick, text);
  },
};

/** Says it, and tells the speaker if the other is away. */
export function* sayDirect(
  { members, member, id }: CommandContext,
  nick: string,
  text: string,
): Iterable<Effect> {
  const said = members.sayDirect(member, nick, text, id);
  yield said;
  const { to } = said;
  if (to.away === undefined) return;
  yield notice(to.away === "" ? `${to.nick} is away` : `${to.nick} is away: ${to.away}`);
}
