import { limits } from "../../../protocol.ts";
import type { Directory } from "../../directory.ts";
import { maxAtOnce } from "../history.ts";
import { elist } from "../lines/elist.ts";
import type { IrcClient } from "../client/irc_client.ts";
import { batched } from "../lines/batch.ts";
import { channelSign, nameLengths } from "../lines/names.ts";
import type { OutLine } from "../out_line.ts";
import { chanmodes, keyLength, maxModeChanges } from "../modes/channel_modes.ts";
import { targmax } from "../targets.ts";
import { prefixes } from "../prefixes.ts";

/** The mode, and the letter in WHO, of those who are no persons: https://ircv3.net/specs/extensions/bot-mode */
export const botMode = "B";

/** What clients are told of this server: https://modern.ircdocs.horse/#rplisupport-parameters. In the order of their names. */
export const tokens:
  readonly (readonly [name: string, value?: string | ((directory: Directory) => string)])[] = [
    ["ACCOUNTEXTBAN", "a"],
    ["AWAYLEN", `${limits.awayLength}`],
    ["BOT", botMode],
    ["CASEMAPPING", "ascii"],
    ["CHANLIMIT", `${channelSign}:${limits.rooms}`],
    ["CHANMODES", chanmodes],
    ["CHANNELLEN", `${nameLengths.channel}`],
    ["CHANTYPES", channelSign],
    ["CHATHISTORY", `${maxAtOnce}`],
    ["ELIST", elist],
    ["EXCEPTS", "e"],
    ["EXTBAN", ",am"],
    ["INVEX", "I"],
    ["KEYLEN", `${keyLength}`],
    ["KICKLEN", `${limits.topicLength}`],
    ["MAXLIST", "Ie:100,b:500"],
    ["MODES", `${maxModeChanges}`],
    ["MONITOR", `${limits.watched}`],
    ["MSGREFTYPES", "msgid,timestamp"],
    ["NAMELEN", `${limits.realNameLength}`],
    ["NETWORK", ({ server }) => server.name.replace(/[^\x21-\x7e]/g, "_")],
    ["NICKLEN", `${nameLengths.nick}`],
    ["PREFIX", prefixes],
    ["TARGMAX", targmax],
    ["TOPICLEN", `${limits.topicLength}`],
    ["USERLEN", `${limits.userLength}`],
    ["UTF8ONLY"],
    ["WHOX"],
  ];

/** https://modern.ircdocs.horse/#rplisupport-005: at most 13 in one. */
const tokensPerLine = 13;

export function isupportLines(client: IrcClient): readonly OutLine[] {
  const { directory, hostName: source, nick, responses } = client;
  const words = tokens.map(([name, value]) => {
    if (value === undefined) return name;
    return `${name}=${escape(typeof value === "string" ? value : value(directory))}`;
  });
  const lines: OutLine[] = [];
  for (let at = 0; at < words.length; at += tokensPerLine) {
    const params = [nick, ...words.slice(at, at + tokensPerLine), "are supported by this server"];
    lines.push({ source, command: "005", params, trailing: true });
  }
  // https://ircv3.net/specs/extensions/extended-isupport
  if (!client.has("draft/extended-isupport") || !client.has("batch")) return lines;
  return batched({ reference: responses.nextReference(), type: "draft/isupport", source }, lines);
}

function escape(value: string): string {
  return value.replace(
    /[\\ =]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}
