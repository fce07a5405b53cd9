import { removeFrom } from "../../chat/roles.ts";
import { badUsage, type Command, notice, splitWord } from "../command.ts";
import { roomDetail, roomKeeperOf } from "./keeper.ts";

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
    yield notice(
      `"${nick.replace(/^@/, "")}" keeps order in #${keeper.room.name} no more`,
      keeper.room.name,
    );
  },
};
