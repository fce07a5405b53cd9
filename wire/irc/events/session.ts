/** What is about the client itself. */

import type {
  ByeMessage,
  ErrorMessage,
  KnownErrorCode,
  NoticeMessage,
  WelcomeMessage,
} from "../../../protocol.ts";
import { userModes } from "../commands/people/user_mode.ts";
import type { IrcClient } from "../client/irc_client.ts";
import { isupportLines } from "../answers/isupport.ts";
import { modeLetters, modeLettersWithParam } from "../modes/channel_modes.ts";
import { lusersLines } from "../answers/lusers.ts";
import { motdLines } from "../answers/motd.ts";
import type { OutLine } from "../out_line.ts";
import { refuse } from "../refusals.ts";
import { senderOf } from "../source.ts";

/** https://modern.ircdocs.horse/#connection-registration */
export function welcomeLines(client: IrcClient, welcome: WelcomeMessage): readonly OutLine[] {
  const { directory, hostName, nick } = client;
  const { name, version, startedTs } = directory.server;
  const line = (command: string, ...params: readonly string[]): OutLine => ({
    ...{ source: hostName, command, params: [nick, ...params], trailing: true },
  });
  return [
    line("001", `Welcome to ${name}, ${nick}`),
    line("002", `Your host is ${hostName}, running chatroom-${version}`),
    line("003", `This server was started ${new Date(startedTs).toUTCString()}`),
    {
      ...line("004", hostName, `chatroom-${version}`, userModes, modeLetters, modeLettersWithParam),
      trailing: false,
    },
    ...isupportLines(client),
    ...lusersLines(client),
    ...motdLines(client, welcome.motd),
  ];
}

export function byeLines(client: IrcClient, { code, text }: ByeMessage): readonly OutLine[] {
  return closingLines(client, client.closingText ?? text ?? byeTexts[code] ?? code);
}

/** https://modern.ircdocs.horse/#error-message */
function closingLines({ hostName }: IrcClient, why: string): readonly OutLine[] {
  return [{ command: "ERROR", params: [`Closing link to ${hostName}: ${why}`], trailing: true }];
}

/** Behind these the server hangs up, where nothing was asked that they answer. */
const closingCodes: ReadonlySet<string> = new Set<KnownErrorCode>([
  ...["frame_too_long", "hello_timeout", "internal"] as const,
  ...["server_full", "too_many_connections", "tls_required"] as const,
]);

/** Undefined for what does not end the connection. */
export function lastLines(
  client: IrcClient,
  { id, code, message }: ErrorMessage,
): readonly OutLine[] | undefined {
  if (id !== undefined || !closingCodes.has(code)) return undefined;
  return closingLines(client, code === "hello_timeout" ? "Registration timed out" : message);
}

const byeTexts: Readonly<Record<string, string>> = {
  logged_out: "Quit",
  kicked: "Killed",
  banned: "Banned",
  replaced: "Another connection came in place of this one",
  token_revoked: "Logged out on another device",
  stopping: "The server stops",
};

export function pingLines({ hostName }: IrcClient): readonly OutLine[] {
  return [{ command: "PING", params: [hostName], trailing: true }];
}

export function errorLines(client: IrcClient, error: ErrorMessage): readonly OutLine[] {
  const expected = client.expectedOf(error.id);
  if (expected?.onError !== undefined && expected.onError(error) !== false) return [];
  return refuse(client, error, expected);
}

/** What somebody tells all operators: https://modern.ircdocs.horse/#wallops-message. Not to who has set `-w`. */
export function alertLines(
  { directory, hearsWallops }: IrcClient,
  alert: string,
  { from = "", person }: NoticeMessage,
): readonly OutLine[] {
  if (!hearsWallops) return [];
  const sender = senderOf(directory, from, person);
  return [{ ...sender, command: "WALLOPS", params: [alert], trailing: true }];
}

/** An answer in words, to a command that has none in IRC. */
export function noticeLines(
  client: IrcClient,
  { id, text, told }: NoticeMessage,
): readonly OutLine[] {
  const expected = client.expectedOf(id);
  if (expected !== undefined) {
    expected.onNotice?.({ type: "notice", text, id });
    return [];
  }
  if (told === true) return [];
  return text.split("\n").map((line) => ({
    ...{ source: client.hostName, command: "NOTICE", params: [client.nick, line], trailing: true },
  }));
}
