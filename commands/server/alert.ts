import { parseLastWords } from "../../chat/text.ts";
import { badUsage, type Command, notice } from "../command.ts";

export const alert: Command = {
  name: "alert",
  aliases: ["wallops"],
  says: true,
  usage: "/alert TEXT",
  summary: "Tell all operators who are here",
  action: "alert",
  *run({ member: { nick, person } }, args) {
    const text = parseLastWords(args);
    if (text === undefined) throw badUsage(alert);
    yield { type: "alert", nick, person, text };
    yield notice("All operators who are here were told");
  },
};
