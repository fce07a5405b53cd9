import { badUsage, type Command, notice, splitWord } from "../command.ts";

export const nick: Command = {
  name: "nick",
  usage: "/nick NICK",
  summary: "Change your nick",
  *run({ chat: { members }, member }, args) {
    const [wanted, rest] = splitWord(args);
    if (wanted === "" || rest !== "") throw badUsage(nick);
    const renamed = members.rename(member, wanted);
    yield renamed.from === renamed.to ? notice(`You are ${renamed.to} already`) : renamed;
  },
};
