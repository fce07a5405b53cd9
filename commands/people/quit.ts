import { ChatError } from "../../chat/chat_error.ts";
import { may } from "../../chat/permissions.ts";
import { endSession } from "../../chat/people/sessions.ts";
import { parseLastWords } from "../../chat/text.ts";
import type { Command } from "../command.ts";

export const quit: Command = {
  name: "quit",
  aliases: ["exit", "q"],
  usage: "/quit [LAST WORDS]",
  summary: "Log out on this device",
  *run({ chat, member, session, nowMs }, args) {
    // The operator is here as long as the server; its console knows what to do.
    if (!may(member, "logOut")) throw new ChatError("not_allowed", "/stop stops the server");
    const going = { reason: "left", text: parseLastWords(args) } as const;
    yield* endSession(chat, member, session, going, nowMs);
  },
};
