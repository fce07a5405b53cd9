import { ChatError } from "../../chat/chat_error.ts";
import { audited } from "../../chat/order/audit.ts";
import { mayTo, rankName, rankOf } from "../../chat/permissions.ts";
import { release as releaseNick } from "../../chat/people/reservations.ts";
import { quote } from "../../chat/text.ts";
import { type Command, notice, onlyWord } from "../command.ts";

export const release: Command = {
  name: "release",
  usage: "/release NICK",
  summary: "Let a nick go that is reserved for who is away",
  details: [
    "Its password goes with it. Who had it is the same person still,",
    "but for the nick.",
  ],
  action: "release",
  *run({ chat, member, nowMs }, args) {
    const nick = onlyWord(args, release);
    const account = chat.accounts.lookUp(nick);
    if (account === undefined) {
      throw new ChatError("no_such_nick", `The nick ${quote(nick)} is not reserved`);
    }
    const { identity, role: serverRole, nick: whom } = account;
    const ranked = { identity, serverRole, isConsole: false };
    const isHere = chat.members.get(identity)?.nick === whom;
    if (isHere || !mayTo(member, "release", ranked)) {
      const why = isHere ? "who has it is here" : `it is that of ${rankName(rankOf(ranked))}`;
      throw new ChatError("not_allowed", `Cannot release "${whom}": ${why}`);
    }
    yield releaseNick(chat, account);
    yield audited(member, "release", nowMs, { whom });
    yield notice(`The nick "${whom}" is free`);
  },
};
