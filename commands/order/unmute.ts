import { unmute as letSpeak } from "../../chat/order/order.ts";
import { badUsage, type Command, splitWord } from "../command.ts";
import { done, roomDetail, roomKeeperOf } from "./keeper.ts";

export const unmute: Command = {
  name: "unmute",
  usage: "/unmute NICK",
  summary: "Let somebody speak in the room again; /bans lists who is muted",
  details: [roomDetail],
  action: "mute",
  *run(context, args) {
    const [keeper, rest] = roomKeeperOf(context, args, "mute");
    const [nick, more] = splitWord(rest);
    if (nick === "" || more !== "") throw badUsage(unmute);
    yield* letSpeak(keeper, nick);
    yield done(context, keeper, `"${nick.replace(/^@/, "")}" may speak again`);
  },
};
