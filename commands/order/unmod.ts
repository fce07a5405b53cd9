import { removeFrom } from "../../chat/order/roles.ts";
import { badUsage, type Command, splitWord } from "../command.ts";
import { done, roomDetail, roomKeeperOf } from "./keeper.ts";

export const unmod: Command = {
  name: "unmod",
  usage: "/unmod NICK",
  summary: "Let somebody keep order in the room no more",
  details: [roomDetail],
  action: "makeModerators",
  *run(context, args) {
    const [keeper, rest] = roomKeeperOf(context, args, "makeModerators");
    const [nick, more] = splitWord(rest);
    if (nick === "" || more !== "") throw badUsage(unmod);
    yield* removeFrom(keeper, "moderators", "unmod", nick);
    yield done(
      context,
      keeper,
      `"${nick.replace(/^@/, "")}" keeps order in #${keeper.room.name} no more`,
    );
  },
};
