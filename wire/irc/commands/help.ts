/** https://modern.ircdocs.horse/#help-message */

import { upperCase } from "../lines/casemapping.ts";
import { fillLines } from "../lines/fill_lines.ts";
import type { IrcClient } from "../client/irc_client.ts";
import type { IrcCommand } from "./command.ts";

/** How each command is written, and what it does. */
export const helpTexts: ReadonlyMap<string, readonly [usage: string, summary: string]> = new Map([
  ["ADMIN", ["ADMIN", "Tells which operators of the server are here."]],
  ["AUTHENTICATE", ["AUTHENTICATE mechanism|data", "Logs in to an account, by SASL."]],
  ["AWAY", ["AWAY [:text]", "Tells others that you are away; without a text, that you are back."]],
  ["BATCH", [
    "BATCH +reference draft/multiline target | -reference",
    "Begins and ends one message of several lines.",
  ]],
  ["CAP", ["CAP LS 302 | LIST | REQ :names | END", "Asks for what a client can have beyond IRC."]],
  ["CHANSERV", ["CHANSERV OP #channel [nick]", "Keeps channels; CHANSERV HELP tells how."]],
  ["CHATHISTORY", [
    "CHATHISTORY LATEST|BEFORE|AFTER|AROUND|BETWEEN target msgid=id|timestamp=time|* limit",
    "Tells what was said before.",
  ]],
  ["CS", ["CS OP #channel [nick]", "The same as CHANSERV."]],
  ["HELP", ["HELP [command]", "Tells what a command does, or which there are."]],
  ["HELPOP", ["HELPOP [command]", "The same as HELP."]],
  ["INFO", ["INFO", "Tells what runs here."]],
  ["INVITE", ["INVITE [nick #channel]", "Asks somebody in; alone, tells where you are asked in."]],
  ["ISON", ["ISON nick...", "Tells who of these is here."]],
  ["ISUPPORT", ["ISUPPORT", "Tells what the server supports."]],
  ["JOIN", ["JOIN #channel[,...] [key[,...]]", "Comes into channels. JOIN 0 leaves all."]],
  ["KICK", ["KICK #channel[,...] nick[,...] [:why]", "Sends somebody out of a channel."]],
  ["KILL", ["KILL nick [:text]", "Sends somebody from the server, for its operators."]],
  ["LINKS", ["LINKS", "Tells of other servers: there are none."]],
  ["LIST", ["LIST [#channel|mask|condition[,...]]", "Tells which channels there are."]],
  ["LUSERS", ["LUSERS", "Tells how many people are here."]],
  ["MARKREAD", ["MARKREAD target [timestamp=time]", "Tells, or asks, how far you have read."]],
  ["METADATA", [
    "METADATA target|* GET|LIST|SET|CLEAR|SUB|UNSUB|SUBS|SYNC [key...] [:value]",
    "Tells, or changes, what is set of people and channels.",
  ]],
  ["MODE", [
    "MODE #channel|nick [modes [params]]",
    "Tells how a channel or you are set, or changes it.",
  ]],
  ["MONITOR", ["MONITOR +|- nick[,...] | C | L | S", "Tells when others come and go."]],
  ["MOTD", ["MOTD", "Tells the message of the day."]],
  ["NAMES", ["NAMES #channel[,...]", "Tells who is in channels."]],
  ["NICK", ["NICK nick", "Changes your nick."]],
  ["NICKSERV", [
    "NICKSERV IDENTIFY [account] password",
    "Sees to accounts; NICKSERV HELP tells how.",
  ]],
  ["NOTICE", ["NOTICE target[,...] :text", "Says what no program is to answer."]],
  ["NS", ["NS IDENTIFY [account] password", "The same as NICKSERV."]],
  ["OPER", ["OPER name password", "Makes you an operator while you are connected."]],
  ["PART", ["PART #channel[,...] [:text]", "Leaves channels."]],
  ["PASS", ["PASS password", "Gives the server's password, before you are in."]],
  ["PING", ["PING token", "Asks the server whether it is there."]],
  ["PONG", ["PONG token", "Tells the server that you are there."]],
  ["PRIVMSG", ["PRIVMSG target[,...] :text", "Says something in a channel, or to somebody alone."]],
  ["QUIT", ["QUIT [:text]", "Leaves the server."]],
  ["REDACT", ["REDACT target msgid [:reason]", "Takes back what was said."]],
  ["REGISTER", ["REGISTER account email password", "Makes an account of your nick."]],
  ["SETNAME", ["SETNAME :real name", "Changes your real name."]],
  ["STATS", ["STATS u", "Tells for how long the server has run."]],
  ["TAGMSG", ["TAGMSG target[,...]", "Passes tags on, without a text."]],
  ["TIME", ["TIME", "Tells the server's time."]],
  ["TOPIC", ["TOPIC #channel [:text]", "Tells what a channel is about, or changes it."]],
  ["USER", ["USER name 0 * :real name", "Tells who you are, before you are in."]],
  ["USERHOST", ["USERHOST nick...", "Tells the hosts of up to five people."]],
  ["VERIFY", ["VERIFY account code", "Is not needed here: accounts are made at once."]],
  ["VERSION", ["VERSION", "Tells the server's version, and what it supports."]],
  ["REHASH", ["REHASH", "Has the server read its files anew."]],
  ["WALLOPS", ["WALLOPS text", "Tells all operators who are here."]],
  ["WEBIRC", ["WEBIRC", "Is not taken: gateways use the PROXY protocol."]],
  ["WHO", ["WHO #channel|mask [o][%fields[,token]]", "Tells who is there, or whom a mask fits."]],
  ["WHOIS", ["WHOIS nick", "Tells what is known of somebody who is here."]],
  ["WHOWAS", ["WHOWAS nick [count]", "Tells what is known of who was here."]],
]);

const indexBytes = 300;

export const help: IrcCommand = {
  run(client, { params: [asked] }) {
    if (asked === undefined || asked === "") {
      const names = fillLines(helpTexts.keys(), indexBytes);
      return tell(client, "index", ["HELP command tells of one of these:", ...names]);
    }
    const texts = helpTexts.get(upperCase(asked));
    if (texts === undefined) client.reply("ERR_HELPNOTFOUND", asked);
    else tell(client, asked, texts);
  },
};

function tell(client: IrcClient, subject: string, [first = "", ...more]: readonly string[]): void {
  client.reply("RPL_HELPSTART", subject, first);
  for (const line of more) client.reply("RPL_HELPTXT", subject, line);
  client.reply("RPL_ENDOFHELP", subject, "End of HELP");
}
