import { parseLastWords } from "../../chat/text.ts";
import type { Command } from "../command.ts";

export const stop: Command = {
  name: "stop",
  aliases: ["shutdown"],
  usage: "/stop [WHY]",
  summary: "Stop the server",
  action: "stop",
  *run(_context, args) {
    yield { type: "stop", text: parseLastWords(args) };
  },
};
