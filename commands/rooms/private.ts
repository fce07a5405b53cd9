import { roomDetail } from "../order/keeper.ts";
import { type Command } from "../command.ts";
import { setByName } from "./settings.ts";

export const makePrivate: Command = {
  name: "private",
  usage: "/private [off]",
  summary: "Show the room to nobody but who is in it",
  details: [roomDetail],
  action: "changeSettings",
  run: (context, args) => setByName(context, args, "private", "on"),
};
