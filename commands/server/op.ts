import { makeOperator } from "../../chat/order/server_roles.ts";
import { bareNick } from "../../helpers/nicks.ts";
import { type Command, notice, onlyWord } from "../command.ts";

export const op: Command = {
  name: "op",
  usage: "/op NICK",
  summary: "Make somebody an operator of this server",
  action: "makeOperators",
  *run({ chat, member, nowMs }, args) {
    const nick = onlyWord(args, op);
    yield* makeOperator(chat, member, nick, nowMs);
    yield notice(`"${bareNick(nick)}" is an operator of this server now`);
  },
};
