import { makeOperator } from "../../chat/order/server_roles.ts";
import { badUsage, type Command, notice, splitWord } from "../command.ts";

export const op: Command = {
  name: "op",
  usage: "/op NICK",
  summary: "Make somebody an operator of this server",
  action: "makeOperators",
  *run({ chat, member, nowMs }, args) {
    const [nick, rest] = splitWord(args);
    if (nick === "" || rest !== "") throw badUsage(op);
    yield* makeOperator(chat, member, nick, nowMs);
    yield notice(`"${nick.replace(/^@/, "")}" is an operator of this server now`);
  },
};
