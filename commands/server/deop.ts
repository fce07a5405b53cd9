import { takeRole } from "../../chat/order/server_roles.ts";
import { bareNick } from "../../helpers/nicks.ts";
import { type Command, notice, onlyWord } from "../command.ts";

export const deop: Command = {
  name: "deop",
  usage: "/deop NICK",
  summary: "Make an operator, or another owner, an ordinary person again",
  action: "makeOperators",
  *run({ chat, member, nowMs }, args) {
    const nick = onlyWord(args, deop);
    yield* takeRole(chat, member, nick, nowMs);
    yield notice(`"${bareNick(nick)}" is no operator of this server any more`);
  },
};
