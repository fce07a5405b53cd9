import { refuseIfReadOnly } from "../../chat/guests.ts";
import { refuseIfNickBanned } from "../../chat/order/order.ts";
import { releaseExpired } from "../../chat/people/reservations.ts";
import { badUsage, type Command, notice, splitWord } from "../command.ts";

export const nick: Command = {
  name: "nick",
  usage: "/nick NICK",
  summary: "Change your nick",
  *run({ chat, member, nowMs }, args) {
    const [wanted, rest] = splitWord(args);
    if (wanted === "" || rest !== "") throw badUsage(nick);
    refuseIfReadOnly(chat, member);
    refuseIfNickBanned(chat, member, wanted, nowMs);
    yield* releaseExpired(chat, wanted, member.identity, nowMs);
    const renamed = chat.members.rename(member, wanted);
    yield renamed.from === renamed.to ? notice(`You are ${renamed.to} already`) : renamed;
  },
};
