import { mute as keepQuiet } from "../../chat/order/order.ts";
import { duration } from "../../helpers/duration.ts";
import { bareNick } from "../../helpers/nicks.ts";
import { badUsage, type Command, splitWord } from "../command.ts";
import { done, parseSanction, roomDetail, roomKeeperOf } from "./keeper.ts";

export const mute: Command = {
  name: "mute",
  usage: "/mute NICK [TIME] [WHY]",
  summary: "Let somebody read the room but not speak in it, for a time such as 10m, or for good",
  details: [roomDetail],
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
