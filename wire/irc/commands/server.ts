/** What is asked of the server itself: https://modern.ircdocs.horse/#server-queries-and-commands */

import { fillLines } from "../lines/fill_lines.ts";
import { isupportLines } from "../answers/isupport.ts";
import { lusersLines } from "../answers/lusers.ts";
import { motdLines } from "../answers/motd.ts";
import { ircNickOf } from "../lines/names.ts";
import type { IrcCommand } from "./command.ts";

export const lusers: IrcCommand = { run: (client) => client.respond(...lusersLines(client)) };

export const motd: IrcCommand = {
  run: (client) => client.respond(...motdLines(client, client.directory.server.motd)),
};

export const version: IrcCommand = {
  run(client) {
    const { version, name } = client.directory.server;
    client.reply("RPL_VERSION", `chatroom-${version}`, client.hostName, name);
    client.respond(...isupportLines(client));
  },
};

/** Before registration for who has asked for that: https://ircv3.net/specs/extensions/extended-isupport */
export const isupport: IrcCommand = {
  isForNewcomers: true,
  run(client) {
    const isAllowed = client.isRegistered || client.has("draft/extended-isupport");
    if (!isAllowed) return client.reply("ERR_NOTREGISTERED");
    client.respond(...isupportLines(client));
  },
};

export const time: IrcCommand = {
  run(client) {
    const { nowTs } = client.directory.server;
    client.reply("RPL_TIME", client.hostName, new Date(nowTs).toUTCString());
  },
};

/** Longer lists of operators are cut. */
const maxOperatorBytes = 300;

export const admin: IrcCommand = {
  run(client) {
    const { directory, hostName } = client;
    const operators = [...directory.everybody()].filter(({ isOperator }) => isOperator);
    const [nicks] = fillLines(operators.map(({ nick }) => ircNickOf(nick)), maxOperatorBytes);
    if (nicks === undefined) return client.reply("ERR_NOADMININFO", hostName);
    client.reply("RPL_ADMINME", hostName);
    client.reply("RPL_ADMINLOC1", directory.server.name);
    client.reply("RPL_ADMINLOC2", `Operators who are here: ${nicks}`);
  },
};

export const info: IrcCommand = {
  run(client) {
    const { name, version, startedTs } = client.directory.server;
    const lines = [
      `${name} is a chatroom ${version}`,
      `It runs since ${new Date(startedTs).toUTCString()}`,
      "The same rooms are open to chatroom's own client, to IRC, and to nc and telnet",
    ];
    for (const line of lines) client.reply("RPL_INFO", line);
    client.reply("RPL_ENDOFINFO");
  },
};

/** There is but this server. */
export const links: IrcCommand = { run: (client) => client.reply("RPL_ENDOFLINKS", "*") };

export const stats: IrcCommand = {
  leastParams: 1,
  run(client, { params: [letter = ""] }) {
    const { startedTs, nowTs } = client.directory.server;
    if (letter === "u") client.reply("RPL_STATSUPTIME", uptime(nowTs - startedTs));
    client.reply("RPL_ENDOFSTATS", letter);
  },
};

function uptime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (number: number) => `${Math.floor(number)}`.padStart(2, "0");
  const clock = `${Math.floor(seconds / 3600) % 24}:${two(seconds / 60 % 60)}:${two(seconds % 60)}`;
  return `Server Up ${Math.floor(seconds / 86_400)} days ${clock}`;
}
