/** The table of IRC's commands. */

import { join, names, part, topic } from "./channels.ts";
import type { IrcCommand } from "./command.ts";
import { cap, nick, pass, ping, pong, quit, user } from "./registration.ts";
import { lusers, motd } from "./server.ts";
import { notice, privmsg } from "./talk.ts";

export const commands: ReadonlyMap<string, IrcCommand> = new Map([
  ["CAP", cap],
  ["JOIN", join],
  ["LUSERS", lusers],
  ["MOTD", motd],
  ["NAMES", names],
  ["NICK", nick],
  ["NOTICE", notice],
  ["PART", part],
  ["PASS", pass],
  ["PING", ping],
  ["PONG", pong],
  ["PRIVMSG", privmsg],
  ["QUIT", quit],
  ["TOPIC", topic],
  ["USER", user],
]);
