import { kick as sendOut } from "../../chat/order/order.ts";
import { parseLastWords } from "../../chat/text.ts";
import { bareNick } from "../../helpers/text/nicks.ts";
import { badUsage, type Command, splitWord } from "../command.ts";
import { done, keeperOf, scopeDetails } from "./keeper.ts";

export const kick: Command = {
  name: "kick",
  usage: "/kick NICK [WHY]",
  summary: "Send somebody out of the room, who may come again",
  details: scopeDetails,
  action: "kick",
  *run(context, args) {
    const [keeper, rest] = keeperOf(context, args, { inRoom: "kick", onServer: "kickFromServer" });
    const [nick, why] = splitWord(rest);
    if (nick === "") throw badUsage(kick);
    yield* sendOut(keeper, nick, parseLastWords(why));
    yield done(context, keeper, `"${bareNick(nick)}" was kicked`);
  },
};
