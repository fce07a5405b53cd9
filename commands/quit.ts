import { parseLastWords } from "../chat/text.ts";
import type { Command } from "./command.ts";

export const quit: Command = {
  name: "quit",
  aliases: ["exit", "q", "logout"],
  usage: "/quit [LAST WORDS]",
  summary: "Log out",
  *run(_context, args) {
    yield { type: "logOut", text: parseLastWords(args) };
  },
};
