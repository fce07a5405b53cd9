import type { Command } from "../command.ts";

export const stats: Command = {
  name: "stats",
  usage: "/stats",
  summary: "Show how many are here, what is kept, and how much that takes",
  action: "readStats",
  *run() {
    yield { type: "readStats" };
  },
};
