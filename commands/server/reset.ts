import { audited } from "../../chat/order/audit.ts";
import { ChatError } from "../../chat/chat_error.ts";
import { revokeDevices } from "../../chat/people/devices.ts";
import { mayTo, rankName, rankOf } from "../../chat/permissions.ts";
import { quote } from "../../chat/text.ts";
import { type Command, notice, onlyWord } from "../command.ts";

export const reset: Command = {
  name: "reset",
  usage: "/reset NICK",
  summary: "Take a forgotten password, and show a code",
  details: [
    "All devices are logged out. Give the code to the person alone,",
    "for 5 minutes: chatroom client HOST --link CODE",
  ],
  action: "resetPasswords",
  *run({ chat, member, nowMs }, args) {
    const nick = onlyWord(args, reset);
    const account = chat.accounts.lookUp(nick);
    if (account === undefined) {
      throw new ChatError("no_such_nick", `The nick ${quote(nick)} is not reserved`);
    }
    const { identity, role: serverRole, nick: whom } = account;
    const ranked = { identity, serverRole, isConsole: false };
    if (identity !== member.identity && !mayTo(member, "resetPasswords", ranked)) {
      const problem = `Cannot reset "${whom}": it is that of ${rankName(rankOf(ranked))}`;
      throw new ChatError("not_allowed", problem);
    }
    const { password: _password, ...others } = account;
    yield chat.accounts.set(others);
    yield* revokeDevices(chat, others, account.devices.map(({ id }) => id));
    yield audited(member, "reset", nowMs, { whom });
    yield notice(`"${whom}" has no password any more, and all its devices are logged out`);
    yield { type: "showLink", identity, nick: identity === member.identity ? undefined : whom };
  },
};
