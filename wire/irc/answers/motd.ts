import type { IrcClient } from "../client/irc_client.ts";
import type { OutLine } from "../out_line.ts";

/** https://modern.ircdocs.horse/#motd-message */
export function motdLines(
  { hostName: source, nick }: IrcClient,
  motd: string | undefined,
): readonly OutLine[] {
  const line = (command: string, text: string): OutLine => ({
    ...{ source, command, params: [nick, text], trailing: true },
  });
  if (motd === undefined || motd === "") return [line("422", "There is no message of the day")];
  return [
    line("375", `- ${source} Message of the day -`),
    ...motd.split("\n").map((text) => line("372", `- ${text}`)),
    line("376", "End of MOTD"),
  ];
}
