import type { Command } from "../command.ts";

export const rehash: Command = {
  name: "rehash",
  usage: "/rehash",
  summary: "Read the operator file, the message of the day and the certificate anew",
  action: "rehash",
  *run() {
    yield { type: "rehash" };
  },
};
