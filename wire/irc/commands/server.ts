/** What is asked of the server itself. */

import { lusersLines } from "../lusers.ts";
import { motdLines } from "../motd.ts";
import type { IrcCommand } from "./command.ts";

export const lusers: IrcCommand = { run: (client) => client.respond(...lusersLines(client)) };

export const motd: IrcCommand = {
  run: (client) => client.respond(...motdLines(client, client.directory.server.motd)),
};
