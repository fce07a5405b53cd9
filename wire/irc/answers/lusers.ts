import type { IrcClient } from "../client/irc_client.ts";
import type { OutLine } from "../out_line.ts";

/** How many are here: https://modern.ircdocs.horse/#lusers-message */
export function lusersLines({ directory, hostName: source, nick }: IrcClient): readonly OutLine[] {
  const { persons, hidden, operators, rooms, unknown, mostPersons } = directory.server.counts;
  const line = (command: string, ...params: readonly string[]): OutLine => ({
    ...{ source, command, params: [nick, ...params], trailing: true },
  });
  const counted = (what: string) => `Current ${what} users ${persons}, max ${mostPersons}`;
  return [
    line("251", `There are ${persons - hidden} users and ${hidden} invisible on 1 servers`),
    line("252", `${operators}`, "operators online"),
    line("253", `${unknown}`, "connections that are not registered yet"),
    line("254", `${rooms}`, "channels formed"),
    line("255", `I have ${persons} clients and 0 servers`),
    line("265", `${persons}`, `${mostPersons}`, counted("local")),
    line("266", `${persons}`, `${mostPersons}`, counted("global")),
  ];
}
