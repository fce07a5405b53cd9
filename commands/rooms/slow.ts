import { badUsage, type Command } from "../command.ts";
import { settings } from "./settings.ts";

export const slow: Command = {
  name: "slow",
  usage: "/slow TIME|off",
  summary: "Let each speak in the room once in so long, as in /slow 10s",
  action: "changeSettings",
  *run(context, args) {
    if (args.trim() === "") throw badUsage(slow);
    yield* settings.run(context, `slow ${args}`);
  },
};
