import { depart } from "../chat/chat.ts";
import { may } from "../chat/permissions.ts";
import { parseLastWords } from "../chat/text.ts";
import type { Command } from "./command.ts";

export const quit: Command = {
  name: "quit",
  aliases: ["exit", "q", "logout"],
  usage: "/quit [LAST WORDS]",
  summary: "Log out",
  *run({ chat, member }, args) {
    const text = parseLastWords(args);
    // Who may not log out is the operator.
    yield may(member, "logOut") ? depart(chat, member, "left", text) : { type: "stop", text };
  },
};
