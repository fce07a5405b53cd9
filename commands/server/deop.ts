import { takeRole } from "../../chat/order/server_roles.ts";
import { type Command, notice, onlyWord } from "../command.ts";

export const deop: Command = {
  name: "deop",
  usage: "/deop NICK",
  summary: "Make an operator or owner an ordinary person",
  action: "makeOperators",
  *run({ chat, member, nowMs }, args) {
    const nick = yield* takeRole(chat, member, onlyWord(args, deop), nowMs);
    yield notice(`"${nick}" is no operator of this server any more`);
  },
};
