import { ChatError } from "../chat/chat_error.ts";
import { may } from "../chat/permissions.ts";
import { parseLastWords } from "../chat/text.ts";
import { badUsage, type Command, notice, splitWord } from "./command.ts";

export const kick: Command = {
  name: "kick",
  usage: "/kick NICK [WHY]",
  summary: "End somebody's connection",
  action: "kick",
  *run({ members }, args) {
    const [nick, why] = splitWord(args);
    if (nick === "") throw badUsage(kick);
    const member = members.find(nick);
    if (!may(member, "beKicked")) {
      throw new ChatError("not_allowed", `Cannot kick "${member.nick}", who is an operator`);
    }
    yield { type: "kick", identity: member.identity, text: parseLastWords(why) };
    yield notice(`"${member.nick}" was kicked`);
  },
};
