import { badUsage, type Command } from "../command.ts";

export const reply: Command = {
  name: "reply",
  aliases: ["r"],
  usage: "/reply TEXT",
  summary: "Answer whoever last sent you a direct message",
  says: true,
  *run({ chat: { members }, member, id }, args) {
    if (args.trim() === "") throw badUsage(reply);
    yield members.reply(member, args, id);
  },
};
