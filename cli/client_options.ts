import { object } from "@optique/core/constructs";
import { lineBreak, message, text } from "@optique/core/message";
import { map, multiple, optional } from "@optique/core/modifiers";
import type { InferValue, Parser } from "@optique/core/parser";
import { command } from "@optique/core/primitives";
import { suspicionOf } from "../helpers/text/identifiers.ts";
import { defaultPort, defaultRoom, limits } from "../protocol.ts";
import type { Address } from "./address.ts";
import type { Env } from "../helpers/env.ts";
import { examples, flagOption, namedOption, valueArgument, valueOption } from "./option.ts";
import { address, oneLine, pathOf } from "./value_parsers.ts";

/** `nick` is undefined where the caller is to pick one, such as the login name. */
export type ClientCommandLine = InferValue<ReturnType<typeof settings>>;

/** `chatroom client`, with its help. */
export function clientOptions(env: Env): Parser<"sync", ClientCommandLine, unknown> {
  return command("client", settings(env), {
    brief: message`Joins a chat.`,
    description:
      message`On a terminal: full-screen, or line by line with --plain; /help lists the commands. In a pipe: lines are said as they are, those that come at once as one message, and what is said comes out as lines.`,
    usageLine: [{ type: "literal", value: "[OPTION...] [ADDRESS]" }],
    footer: examples(
      "chatroom client",
      "chatroom client 192.168.1.20 --nick ann",
      "chatroom client 192.168.1.20:5000#kq3f-2abc-defg-hijk-lmno",
      `chatroom client "[::1]:6000" --room lobby --room dev`,
      "chatroom client --plain",
      "chatroom client chatroom://chat.example:5000/dev",
      "chatroom client chat.example --link ABCDEFGH",
    ),
  });
}

function settings(env: Env) {
  const lobby = text(defaultRoom);
  const options = object({
    address: valueArgument(env, {
      value: address(),
      description:
        "The server: HOST, HOST:PORT, [IPV6]:PORT or chatroom://HOST:PORT/ROOM, as a link that invites you may be; behind it perhaps #FINGERPRINT, which the server shows when it starts and for /address: one with another key is refused.",
      fallback: { host: "127.0.0.1", port: defaultPort },
    }),
    nick: valueOption(env, "--nick", {
      value: oneLine("NICK", limits.nickLength),
      description: "What others call you.",
      fallback: undefined,
      shown: "your login name",
    }),
    nickPasswordFile: valueOption(env, "--nick-password-file", {
      value: pathOf("file"),
      description: "A file with the password of the nick, given where the nick asks for one.",
      fallback: undefined,
      shown: "on a terminal you are asked",
    }),
    serverPasswordFile: valueOption(env, "--server-password-file", {
      value: pathOf("file"),
      description: "A file with the password of the server.",
      fallback: undefined,
      shown: "on a terminal you are asked",
    }),
    link: optional(namedOption(
      "--link",
      oneLine("CODE", limits.secretBytes),
      message`Come in as who you are on the device on which /link showed this code.`,
    )),
    insecure: flagOption(
      env,
      "--insecure",
      "Where the connection is not encrypted, send passwords and codes all the same, without asking.",
    ),
    rooms: multiple(namedOption(
      "--room",
      oneLine("ROOM", limits.roomNameLength),
      message`Room to join; may be repeated.${lineBreak()}[default: on a terminal those of the last time, else ${lobby}]`,
    )),
    plain: flagOption(
      env,
      "--plain",
      "On a terminal, line by line instead of full-screen: for screen readers and slow lines.",
    ),
    lineByLine: flagOption(
      env,
      "--line-by-line",
      "In a pipe, say each line as a message of its own, also those that come while one waits.",
    ),
    typing: map(
      flagOption(env, "--no-typing", "Do not let others see that you are typing."),
      (isOff) => !isOff,
    ),
  });
  return map(options, (given) => ({ ...given, rooms: allRooms(given) }));
}

/** As they were given, the address's own first, each once; empty if there were none. */
function allRooms(
  { address, rooms }: { readonly address: Address; readonly rooms: readonly string[] },
) {
  return [...new Set(address.room === undefined ? rooms : [address.room, ...rooms])];
}

/** Where systems keep the login name: Unix, older Unix, Windows. */
const variables = ["USER", "LOGNAME", "USERNAME"];

/** The login name of whoever runs this, made fit for a nick; "guest" where there is none. */
export function loginName(env: Env): string {
  for (const variable of variables) {
    const nick = fitForNick(env(variable) ?? "");
    if (nick !== "" && suspicionOf(nick) === undefined) return nick;
  }
  return "guest";
}

/** Empty if nothing is left. Normalized first, as the server does, since that can bring in spaces. */
function fitForNick(name: string): string {
  const kept = name.normalize("NFKC")
    .replace(/[^\p{L}\p{M}\p{Nd}_.-]|\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/^[\p{M}.-]+/u, "");
  return [...kept].slice(0, limits.nickLength).join("");
}
