import { parseLastWords } from "../chat/text.ts";
import type { Command } from "./command.ts";

export const quit: Command = {
  name: "quit",
  aliases: ["exit", "q", "logout"],
  usage: "/quit [LAST WORDS]",
  summary: "Log out",
  *run({ member }, args) {
    const text = parseLastWords(args);
    // Without its operator the server does not go on.
    yield member.operator ? { type: "stop", text } : { type: "logOut", text };
  },
};
