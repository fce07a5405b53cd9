import { removeFrom } from "../../chat/roles.ts";
import { badUsage, type Command, notice, splitWord } from "../command.ts";
import { roomDetail, roomKeeperOf } from "./keeper.ts";

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
    yield notice(
      `"${nick.replace(/^@/, "")}" has no voice in #${keeper.room.name} any more`,
      keeper.room.name,
    );
  },
};
