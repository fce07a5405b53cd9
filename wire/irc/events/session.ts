/** What is about the client itself. */

import type { ByeMessage, ErrorMessage, NoticeMessage, WelcomeMessage } from "../../../protocol.ts";
import type { IrcClient } from "../irc_client.ts";
import { isupportLines } from "../isupport.ts";
import { lusersLines } from "../lusers.ts";
import { motdLines } from "../motd.ts";
import type { OutLine } from "../out_line.ts";
import { refuse } from "../refusals.ts";

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
      ...line("004", hostName, `chatroom-${version}`, "Biow", "CIbeiklmnostv", "Ibeklov"),
      trailing: false,
    },
    ...isupportLines(client),
    ...lusersLines(client),
    ...motdLines(client, welcome.motd),
  ];
}

/** https://modern.ircdocs.horse/#error-message */
export function byeLines({ hostName }: IrcClient, { code, text }: ByeMessage): readonly OutLine[] {
  const why = text ?? byeTexts[code] ?? code;
  return [{ command: "ERROR", params: [`Closing link to ${hostName}: ${why}`], trailing: true }];
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
