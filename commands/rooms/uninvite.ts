import { removeFrom } from "../../chat/order/roles.ts";
import { done, roomDetail, roomKeeperOf } from "../order/keeper.ts";
import { badUsage, type Command, splitWord } from "../command.ts";

export const uninvite: Command = {
  name: "uninvite",
  usage: "/uninvite NICK",
  summary: "Take back an invitation to the room",
  details: [roomDetail],
  action: "invite",
  *run(context, args) {
    const [keeper, rest] = roomKeeperOf(context, args, "invite");
    const [nick, more] = splitWord(rest);
    if (nick === "" || more !== "") throw badUsage(uninvite);
    yield* removeFrom(keeper, "invited", "uninvite", nick);
    yield done(context, keeper, `"${nick.replace(/^@/, "")}" is not invited any more`);
  },
};
