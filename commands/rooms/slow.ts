import { roomDetail, splitRoom } from "../order/keeper.ts";
import { badUsage, type Command } from "../command.ts";
import { setByName } from "./settings.ts";

export const slow: Command = {
  name: "slow",
  usage: "/slow TIME|off",
  summary: "Let each speak once in so long, as in /slow 10s",
  details: [roomDetail],
  action: "changeSettings",
  *run(context, args) {
    if (splitRoom(args)[1] === "") throw badUsage(slow);
    yield* setByName(context, args, "slow", "");
  },
};
