import type { Command } from "../command.ts";
import { sayToOne } from "./msg.ts";

export const describe: Command = {
  name: "describe",
  usage: "/describe NICK DOES",
  summary: "Say to one person only what you do: /describe bob waves",
  says: true,
  run: (context, args) => sayToOne(describe, "action", context, args),
};
