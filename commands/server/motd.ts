import { parseText } from "../../chat/text.ts";
import { type Command, notice } from "../command.ts";

export const motd: Command = {
  name: "motd",
  usage: "/motd [TEXT]",
  summary: "Show the message of the day, or set what newcomers will read",
  says: true,
  action: "setMotd",
  *run({ chat }, args) {
    if (args.trim() === "") {
      yield notice(chat.motd === "" ? "There is no message of the day" : chat.motd);
      return;
    }
    chat.motd = parseText(args);
    yield notice("The message of the day is set");
  },
};
