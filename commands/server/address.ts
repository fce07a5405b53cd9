import type { Command } from "../command.ts";

export const address: Command = {
  name: "address",
  usage: "/address",
  summary: "Show what others type to join here, with the fingerprint of the server's key",
  details: [
    "The letters behind # are the fingerprint. A client that comes for the first time, or finds",
    "another key, shows one too: only where both are the same, nobody is in between. Compare them",
    "by another way than this chat: by telephone, say, or at the server.",
  ],
  *run() {
    yield { type: "showAddress" };
  },
};
