import { depart } from "../../chat/chat.ts";
import { ChatError } from "../../chat/chat_error.ts";
import { may } from "../../chat/permissions.ts";
import { parseLastWords } from "../../chat/text.ts";
import type { Command } from "../command.ts";

export const quit: Command = {
  name: "quit",
  aliases: ["exit", "q", "logout"],
  usage: "/quit [LAST WORDS]",
  summary: "Log out",
  *run({ chat, member }, args) {
    // The operator is here as long as the server; its console knows what to do.
    if (!may(member, "logOut")) throw new ChatError("not_allowed", "/stop stops the server");
    yield depart(chat, member, "left", parseLastWords(args));
  },
};
