import { depart } from "../../chat/chat.ts";
import { ChatError } from "../../chat/chat_error.ts";
import { mayTo } from "../../chat/permissions.ts";
import { parseLastWords } from "../../chat/text.ts";
import { badUsage, type Command, notice, splitWord } from "../command.ts";

export const kick: Command = {
  name: "kick",
  usage: "/kick NICK [WHY]",
  summary: "End somebody's connection",
  action: "kick",
  *run({ chat, member: by }, args) {
    const [nick, why] = splitWord(args);
    if (nick === "") throw badUsage(kick);
    const member = chat.members.find(nick);
    if (!mayTo(by, "kick", member)) {
      throw new ChatError("not_allowed", `Cannot kick "${member.nick}", who is an operator`);
    }
    yield depart(chat, member, "kicked", parseLastWords(why));
    yield notice(`"${member.nick}" was kicked`);
  },
};
