import { fillLines } from "../lines/fill_lines.ts";
import { bytesBehind } from "../lines/line.ts";
import { nickOf } from "../lines/names.ts";
import type { IrcClient } from "../client/irc_client.ts";
import type { OutLine } from "../out_line.ts";
import { sourceOf } from "../source.ts";

/** Of these nicks, in IRC's spelling, who is here (730) and who is not (731). */
export function statusLines(client: IrcClient, nicks: readonly string[]): readonly OutLine[] {
  const here: string[] = [];
  const gone: string[] = [];
  for (const nick of nicks) {
    const facts = client.directory.findNick(nickOf(nick));
    if (facts === undefined) gone.push(nick);
    else here.push(sourceOf(facts.nick, facts.user, facts.host));
  }
  return [...targetLines(client, "730", here), ...targetLines(client, "731", gone)];
}

/** As many lines with that numeric as it takes. */
export function targetLines(
  { hostName: source, nick }: IrcClient,
  command: "730" | "731" | "732",
  targets: readonly string[],
): readonly OutLine[] {
  const maxBytes = bytesBehind(`:${source} ${command} ${nick} :`);
  return fillLines(targets, maxBytes, ",").map((line) => ({
    ...{ source, command, params: [nick, line], trailing: true },
  }));
}
