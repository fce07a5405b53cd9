import { type Command } from "../command.ts";
import { settings } from "./settings.ts";

export const makePrivate: Command = {
  name: "private",
  usage: "/private [off]",
  summary: "Take the room off all lists, so that only who is in it knows of it",
  action: "changeSettings",
  run: (context, args) => settings.run(context, `private ${args.trim() || "on"}`),
};
