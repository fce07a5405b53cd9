import { addTo } from "../../chat/order/roles.ts";
import { badUsage, type Command, splitWord } from "../command.ts";
import { done, roomDetail, roomKeeperOf } from "./keeper.ts";

export const mod: Command = {
  name: "mod",
  usage: "/mod NICK",
  summary: "Let somebody keep order in the room",
  details: [roomDetail],
  action: "makeModerators",
  *run(context, args) {
    const [keeper, rest] = roomKeeperOf(context, args, "makeModerators");
    const [nick, more] = splitWord(rest);
    if (nick === "" || more !== "") throw badUsage(mod);
    yield* addTo(keeper, "moderators", "mod", nick);
    yield done(
      context,
      keeper,
      `"${nick.replace(/^@/, "")}" keeps order in #${keeper.room.name} now`,
    );
  },
};
