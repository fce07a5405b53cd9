/** Who somebody is, or was: https://modern.ircdocs.horse/#whois-message */

import type { PersonFacts } from "../../../directory.ts";
import { awayText } from "../../answers/away_text.ts";
import { whoisMetadata } from "../../events/metadata.ts";
import { fillLines } from "../../lines/fill_lines.ts";
import type { IrcClient } from "../../client/irc_client.ts";
import { bytesBehind } from "../../lines/line.ts";
import { channelOf, ircNickOf, nickOf } from "../../lines/names.ts";
import { prefixOf } from "../../prefixes.ts";
import type { IrcCommand } from "../command.ts";
import { idleSeconds } from "./who.ts";

export const whois: IrcCommand = {
  leastParams: 1,
  // With two the first one names a server.
  run(client, { params: [first = "", second] }) {
    const asked = second ?? first;
    const facts = client.directory.findNick(nickOf(asked));
    if (facts === undefined) client.reply("ERR_NOSUCHNICK", asked);
    else tell(client, facts);
    client.reply("RPL_ENDOFWHOIS", asked);
  },
};

function tell(client: IrcClient, facts: PersonFacts): void {
  const { user, host, realName, account, away, address } = facts;
  const nick = ircNickOf(facts.nick);
  const { name, nowTs } = client.directory.server;
  client.reply("RPL_WHOISUSER", nick, user, host, "*", realName);
  const seesAll = !facts.isHidden || client.self?.isOperator === true;
  const rooms = [...facts.rooms()].filter(({ isIn }) => isIn || seesAll);
  const channels = rooms.map((room) => {
    const member = room.member(facts.person);
    return prefixOf(member, client.has("multi-prefix")) + channelOf(room.name);
  });
  const maxBytes = bytesBehind(`:${client.hostName} 319 ${client.nick} ${nick} :`);
  for (const line of fillLines(channels, maxBytes)) client.reply("RPL_WHOISCHANNELS", nick, line);
  client.reply("RPL_WHOISSERVER", nick, client.hostName, name);
  if (away !== undefined) client.reply("RPL_AWAY", nick, awayText(away));
  if (facts.isOperator) client.reply("RPL_WHOISOPERATOR", nick);
  if (account !== undefined) client.reply("RPL_WHOISACCOUNT", nick, account);
  client.respond(...whoisMetadata(client, facts));
  if (facts.isBot) client.reply("RPL_WHOISBOT", nick);
  if (address !== undefined) client.reply("RPL_WHOISACTUALLY", nick, `${user}@${host}`, address);
  if (facts.isEncrypted) client.reply("RPL_WHOISSECURE", nick);
  const enteredSeconds = `${Math.floor(facts.enteredTs / 1000)}`;
  client.reply("RPL_WHOISIDLE", nick, `${idleSeconds(facts, nowTs)}`, enteredSeconds);
}

export const whowas: IrcCommand = {
  leastParams: 1,
  run(client, { params: [asked = "", count = ""] }) {
    const all = client.directory.gone(nickOf(asked));
    const most = parseInt(count);
    const told = most > 0 ? all.slice(0, most) : all;
    if (told.length === 0) client.reply("ERR_WASNOSUCHNICK", asked);
    for (const { nick, user, host, realName, goneTs } of told) {
      const ircNick = ircNickOf(nick);
      client.reply("RPL_WHOWASUSER", ircNick, user, host, "*", realName);
      client.reply("RPL_WHOISSERVER", ircNick, client.hostName, new Date(goneTs).toUTCString());
    }
    client.reply("RPL_ENDOFWHOWAS", asked);
  },
};
