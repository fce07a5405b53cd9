import type { Command } from "../command.ts";

export const address: Command = {
  name: "address",
  usage: "/address",
  summary: "Show what others type to join here, with the fingerprint of the server's key",
  *run() {
    yield { type: "showAddress" };
  },
};
