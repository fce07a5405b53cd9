import { addTo } from "../../chat/order/roles.ts";
import { badUsage, type Command, splitWord } from "../command.ts";
import { done, roomDetail, roomKeeperOf } from "./keeper.ts";

export const voice: Command = {
  name: "voice",
  usage: "/voice NICK",
  summary: "Let somebody speak in the room while it is moderated",
  details: [roomDetail],
  action: "giveVoice",
  *run(context, args) {
    const [keeper, rest] = roomKeeperOf(context, args, "giveVoice");
    const [nick, more] = splitWord(rest);
    if (nick === "" || more !== "") throw badUsage(voice);
    yield* addTo(keeper, "voices", "voice", nick);
    yield done(
      context,
      keeper,
      `"${nick.replace(/^@/, "")}" has voice in #${keeper.room.name} now`,
    );
  },
};
