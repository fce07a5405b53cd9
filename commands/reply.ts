import { badUsage, type Command } from "./command.ts";
import { withAbsence } from "./msg.ts";

export const reply: Command = {
  name: "reply",
  aliases: ["r"],
  usage: "/reply TEXT",
  summary: "Answer whoever last sent you a direct message",
  *run({ chat: { members }, member, id }, args) {
    if (args.trim() === "") throw badUsage(reply);
    yield* withAbsence(members, members.reply(member, args, id));
  },
};
