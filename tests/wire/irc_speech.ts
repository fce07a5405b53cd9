import { irc } from "../../wire/irc/irc.ts";
import { parseMessage } from "../../wire/irc/lines/message.ts";
import { splitUserHost } from "../../wire/irc/lines/host.ts";
import type { Speech } from "./speech.ts";

export const ircSpeech: Speech = {
  dialect: irc,
  hearsItself: false,
  hello: (nick) =>
    [
      "CAP REQ :server-time message-tags",
      `NICK ${nick}`,
      `USER ${nick} 0 * :${nick}`,
      "CAP END",
      "JOIN #lobby",
    ].join("\n"),
  join: (rooms) => [`JOIN ${rooms.map((room) => `#${room}`).join()}`],
  leave: (room) => `PART #${room}`,
  rename: (nick) => `NICK ${nick}`,
  say: (room, text) => `PRIVMSG #${room} :${text}`,
  quit: () => "QUIT",
  nonsense: "NONSENSE",
  listen: () => {
    const client = new Client();
    return (frame) => client.understand(frame);
  },
};

const codes: Readonly<Record<string, string>> = {
  403: "not_in_room",
  404: "not_in_room",
  421: "unknown_type",
  433: "nick_taken",
  442: "not_in_room",
};

/** What an IRC client knows of itself, without which it cannot tell what is said of it from what is said of others. */
class Client {
  #nick = "";
  readonly #rooms = new Set<string>();

  understand(frame: string): readonly string[] {
    const { source = "", command, params } = parseMessage(frame.trimEnd()) ??
      { command: "", params: [] };
    const { nick } = splitUserHost(source);
    const [target = "", text = ""] = params;
    const room = target.replace(/^#/, "");
    switch (command) {
      case "001":
        this.#nick = target;
        return [`* you are ${target}`];
      case "JOIN":
        if (nick !== this.#nick) return [`${room} + ${nick}`];
        this.#rooms.add(room);
        return [`* in ${room}`];
      case "PART":
        if (nick !== this.#nick) return [`${room} - ${nick} (left)`];
        this.#rooms.delete(room);
        return [`* out of ${room}`];
      case "QUIT": {
        const reason = target === "Quit" ? "left" : target;
        return [...this.#rooms].map((each) => `${each} - ${nick} (${reason})`);
      }
      case "NICK":
        if (nick !== this.#nick) {
          return [...this.#rooms].map((each) => `${each} ${nick} = ${target}`);
        }
        this.#nick = target;
        return [`* now ${target}`];
      case "PRIVMSG":
        return [`${room} <${nick}> ${text}`];
      case "ERROR":
        if (target.includes(": A frame has more than")) return ["! frame_too_long"];
        return [`* bye ${target.endsWith(": The server stops") ? "stopping" : "logged_out"}`];
      default: {
        const code = codes[command];
        return code === undefined ? [] : [`! ${code}`];
      }
    }
  }
}
