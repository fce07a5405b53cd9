import type { CommandSummary } from "../../protocol.ts";
import type { ChatClient } from "../chat_client.ts";

export const passwordCommand: CommandSummary = {
  name: "password",
  aliases: [],
  usage: "/password",
  summary:
    "Give your nick a password, or another: you are asked for it, and nothing of it is shown",
};

/** Why a password is not asked for; undefined: it is. `args` as typed behind the command. */
export function whyNoPassword(client: Pick<ChatClient, "state">, args: string): string | undefined {
  if (args.trim() !== "") {
    return "Type /password alone, and the password when you are asked for it: this one was not sent";
  }
  const isKept = client.state.features.includes("accounts");
  return isKept ? undefined : "This server keeps no passwords";
}
