import { depart } from "../chat/chat.ts";
import { parseLastWords } from "../chat/text.ts";
import type { Command } from "./command.ts";

export const quit: Command = {
  name: "quit",
  aliases: ["exit", "q", "logout"],
  usage: "/quit [LAST WORDS]",
  summary: "Log out",
  *run({ chat, member }, args) {
    const text = parseLastWords(args);
    // The operator sits at the server's console, without which it does not go on.
    yield member.operator ? { type: "stop", text } : depart(chat, member, "left", text);
  },
};
