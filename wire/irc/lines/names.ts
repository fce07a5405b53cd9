/**
 * Names of rooms and of people as IRC spells them, and back, without loss. IRC can spell all that a room or a person
 * may be called here. What it may call them beyond that (`##c++`, ann with a backtick) is kept in a form like that of
 * XML names, `_x2b_` for `+`; whatever else is no name here is left as it is, and refused as such.
 */

import { limits } from "../../../protocol.ts";
import { foldAscii } from "../../../helpers/text/fold_ascii.ts";

/** In front of the channels that there are: `CHANTYPES`. */
export const channelSign = "#";

/** `CHANNELLEN` and `NICKLEN`, in characters. */
export const nameLengths = { channel: limits.roomNameLength + 1, nick: limits.nickLength } as const;

interface Spelling {
  readonly escape: (name: string) => string;
  readonly unescape: (name: string) => string;
}

/**
 * `unsafe` are the characters of ASCII that get another form. What looks like an escape and is none gets one more `x`,
 * which makes each of the two functions the inverse of the other.
 */
function spelling(unsafe: readonly string[]): Spelling {
  const codes = unsafe.map((character) => character.charCodeAt(0).toString(16).padStart(2, "0"));
  const code = `(?:${codes.join("|")})`;
  const anyUnsafe = `[${unsafe.map((character) => `\\${character}`).join("")}]`;
  const needed = new RegExp(`${anyUnsafe}|_x(?=x*${code}(?:_|${anyUnsafe}))`, "g");
  const escaped = new RegExp(`_x(${code})_|_x(?=x+${code}_)`, "g");
  return {
    escape: (name) =>
      name.replace(
        needed,
        (found) => found === "_x" ? "_xx" : `_x${found.charCodeAt(0).toString(16)}_`,
      ),
    unescape: (name) =>
      name.includes("_x")
        ? name.replace(
          escaped,
          (_, code?: string) => code === undefined ? "_" : String.fromCharCode(parseInt(code, 16)),
        )
        : name,
  };
}

/** What is seen in ASCII and not in names of rooms; a comma is in no channel's name either. */
const rooms = spelling([..."!\"#$%&'()*+/:;<=>?@[\\]^`{|}~"]);
const people = spelling([..."`\\"]);

/** Controls, blanks of all kinds and comma: https://modern.ircdocs.horse/#channels */
const inNoChannel = /[\p{Cc}\s,]/u;

/**
 * The room of a channel's name, in any case; undefined if it is none, as without `#`. No space is in it, but it need
 * not be a name that rooms may have.
 */
export function roomOf(channel: string): string | undefined {
  if (channel[0] !== channelSign || channel.length === 1) return undefined;
  const name = channel.slice(1).normalize("NFKC");
  return inNoChannel.test(name) ? undefined : rooms.escape(foldAscii(name));
}

export function channelOf(room: string): string {
  return channelSign + rooms.unescape(room);
}

/** The nick here of one that an IRC client has written. */
export function nickOf(ircNick: string): string {
  return people.escape(ircNick);
}

export function ircNickOf(nick: string): string {
  return people.unescape(nick);
}
