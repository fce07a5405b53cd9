import { badUsage, type Command, splitWord } from "./command.ts";

export const nick: Command = {
  name: "nick",
  usage: "/nick NICK",
  summary: "Change your nick",
  *run({ members, member }, args) {
    const [wanted, rest] = splitWord(args);
    if (wanted === "" || rest !== "") throw badUsage(nick);
    yield members.rename(member, wanted);
  },
};
