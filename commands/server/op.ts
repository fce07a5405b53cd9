import { makeOperator } from "../../chat/order/server_roles.ts";
import { type Command, notice, onlyWord } from "../command.ts";

export const op: Command = {
  name: "op",
  usage: "/op NICK",
  summary: "Make somebody an operator of this server",
  action: "makeOperators",
  *run({ chat, member, nowMs }, args) {
    const nick = yield* makeOperator(chat, member, onlyWord(args, op), nowMs);
    yield notice(`"${nick}" is an operator of this server now`);
  },
};
