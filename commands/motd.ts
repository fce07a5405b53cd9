import { parseText } from "../chat/text.ts";
import { type Command, notice } from "./command.ts";

export const motd: Command = {
  name: "motd",
  usage: "/motd [TEXT]",
  summary: "Show the message of the day, or set what newcomers will read",
  action: "setMotd",
  *run(context, args) {
    if (args.trim() === "") {
      yield notice(context.motd === "" ? "There is no message of the day" : context.motd);
      return;
    }
    yield { type: "setMotd", text: parseText(args) };
    yield notice("The message of the day is set");
  },
};
