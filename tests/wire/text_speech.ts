import { text } from "../../wire/text/text.ts";
import type { Speech } from "./speech.ts";

/** What a line tells behind its time and, where that is not the lobby, its room. */
const textTold: readonly [line: RegExp, told: (...words: readonly string[]) => string][] = [
  [/^-- your nick is (\S+)$/, (nick) => `* you are ${nick}`],
  [/^-- you are in #([^\s:]+)(?::.*)?$/, (room) => `* in ${room}`],
  [/^-- you left #(\S+)$/, (room) => `* out of ${room}`],
  [/^-- bye$/, () => "* bye logged_out"],
  [/^== The server has stopped$/, () => "* bye stopping"],
  [/^!! Cannot .*: the nick is taken$/, () => "! nick_taken"],
  [/^!! You are not in /, () => "! not_in_room"],
  [/^!! The server is full/, () => "! server_full"],
  [/^!! .*\/nonsense/, () => "! unknown_type"],
  [/^!! Your line is longer /, () => "! frame_too_long"],
];
const textTimed: typeof textTold = [
  [/^-- you are now known as (\S+)$/, (_room, nick) => `* now ${nick}`],
  [/^-- (\S+) joined$/, (room, nick) => `${room} + ${nick}`],
  [/^-- (\S+) left(?: \((.+)\))?$/, (room, nick, how) => `${room} - ${nick} (${how ?? "left"})`],
  [/^-- (\S+) is now known as (\S+)$/, (room, from, to) => `${room} ${from} = ${to}`],
  [/^(\S+): (.*)$/, (room, from, text) => `${room} <${from}> ${text}`],
];

/** A person's at `nc`, who stays in the lobby but for what it says. */
export const textSpeech: Speech = {
  dialect: text,
  hearsItself: false,
  hello: (nick) => `/nick ${nick}`,
  join: (rooms) => [`/join ${rooms.join(",")}`],
  leave: (room) => `/leave ${room}`,
  rename: (nick) => `/nick ${nick}`,
  say: (room, text) => room === "lobby" ? text : `/say #${room} ${text}`,
  quit: () => "/quit",
  nonsense: "/nonsense",
  listen: () => (line) => {
    const timed = /^\d\d:\d\d (?:#(\S+) )?(.*)$/.exec(line);
    const [, room = "lobby", rest = ""] = timed ?? [];
    const [told, first] = timed === null ? [textTold, []] : [textTimed, [room]];
    for (const [form, tell] of told) {
      const [whole, ...words] = form.exec(timed === null ? line : rest) ?? [];
      if (whole !== undefined) return [tell(...first, ...words)];
    }
    return [];
  },
};
