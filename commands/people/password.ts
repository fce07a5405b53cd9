import { ChatError } from "../../chat/chat_error.ts";
import type { Command } from "../command.ts";

export const password: Command = {
  name: "password",
  usage: "/password",
  summary: "Give your nick a password; your client asks for it",
  details: [
    "With it you come in from anywhere, under the same nick.",
    "It is never typed behind this: your client asks.",
  ],
  /** Clients send a `password` message: a command is kept where it was typed, and may be seen. */
  run() {
    const problem = "Your client cannot ask for a password: a newer one does";
    throw new ChatError("not_allowed", problem);
  },
};
