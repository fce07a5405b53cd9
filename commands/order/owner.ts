import { handOver } from "../../chat/order/roles.ts";
import { badUsage, type Command, splitWord } from "../command.ts";
import { done, roomDetail, roomKeeperOf } from "./keeper.ts";

export const owner: Command = {
  name: "owner",
  usage: "/owner NICK",
  summary: "Hand the room over to somebody else",
  details: [roomDetail],
  action: "handOver",
  *run(context, args) {
    const [keeper, rest] = roomKeeperOf(context, args, "handOver");
    const [nick, more] = splitWord(rest);
    if (nick === "" || more !== "") throw badUsage(owner);
    yield* handOver(keeper, nick);
    yield done(context, keeper, `"${nick.replace(/^@/, "")}" owns #${keeper.room.name} now`);
  },
};
