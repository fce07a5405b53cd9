import { ChatError } from "../chat/chat_error.ts";
import { badUsage, type Command } from "./command.ts";
import { sayDirect } from "./msg.ts";

export const reply: Command = {
  name: "reply",
  aliases: ["r"],
  usage: "/reply TEXT",
  summary: "Answer whoever last sent you a direct message",
  *run(context, args) {
    if (args.trim() === "") throw badUsage(reply);
    const nick = context.member.lastCorrespondent;
    if (nick === undefined) {
      throw new ChatError("no_such_nick", "Nobody has sent you a direct message yet");
    }
    yield* sayDirect(context, nick, args);
  },
};
