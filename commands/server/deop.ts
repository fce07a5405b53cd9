import { takeRole } from "../../chat/order/server_roles.ts";
import { badUsage, type Command, notice, splitWord } from "../command.ts";

export const deop: Command = {
  name: "deop",
  usage: "/deop NICK",
  summary: "Make an operator, or another owner, an ordinary person again",
  action: "makeOperators",
  *run({ chat, member, nowMs }, args) {
    const [nick, rest] = splitWord(args);
    if (nick === "" || rest !== "") throw badUsage(deop);
    yield* takeRole(chat, member, nick, nowMs);
    yield notice(`"${nick.replace(/^@/, "")}" is no operator of this server any more`);
  },
};
