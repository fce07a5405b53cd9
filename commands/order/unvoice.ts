import { removeFrom } from "../../chat/order/roles.ts";
import { badUsage, type Command, splitWord } from "../command.ts";
import { done, roomDetail, roomKeeperOf } from "./keeper.ts";

export const unvoice: Command = {
  name: "unvoice",
  usage: "/unvoice NICK",
  summary: "Take the voice from somebody",
  details: [roomDetail],
  action: "giveVoice",
  *run(context, args) {
    const [keeper, rest] = roomKeeperOf(context, args, "giveVoice");
    const [nick, more] = splitWord(rest);
    if (nick === "" || more !== "") throw badUsage(unvoice);
    yield* removeFrom(keeper, "voices", "unvoice", nick);
    yield done(
      context,
      keeper,
      `"${nick.replace(/^@/, "")}" has no voice in #${keeper.room.name} any more`,
    );
  },
};
