import { mute as keepQuiet } from "../../chat/order/order.ts";
import { duration } from "../../helpers/duration.ts";
import { bareNick } from "../../helpers/text/nicks.ts";
import { badUsage, type Command, splitWord } from "../command.ts";
import { done, parseSanction, roomDetail, roomKeeperOf } from "./keeper.ts";

export const mute: Command = {
  name: "mute",
  usage: "/mute NICK [TIME] [WHY]",
  summary: "Keep somebody from speaking, for good or a time",
  details: ["/mute bob 10m shouting; without a time such as 10m or 2h, for good.", roomDetail],
  action: "mute",
  *run(context, args) {
    const [keeper, rest] = roomKeeperOf(context, args, "mute");
    const [nick, more] = splitWord(rest);
    if (nick === "") throw badUsage(mute);
    const sanction = parseSanction(more);
    yield* keepQuiet(keeper, nick, sanction);
    const time = sanction.forMs === undefined ? "for good" : `for ${duration(sanction.forMs)}`;
    yield done(context, keeper, `"${bareNick(nick)}" is muted ${time}`);
  },
};
