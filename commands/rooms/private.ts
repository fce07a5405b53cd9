import { roomDetail } from "../order/keeper.ts";
import { type Command } from "../command.ts";
import { setByName } from "./settings.ts";

export const makePrivate: Command = {
  name: "private",
  usage: "/private [off]",
  summary: "Take the room off all lists, so that only who is in it knows of it",
  details: [roomDetail],
  action: "changeSettings",
  run: (context, args) => setByName(context, args, "private", "on"),
};
