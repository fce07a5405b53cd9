import type { RoomFacts, RoomMemberFacts } from "../../directory.ts";
import type { IrcClient } from "../client/irc_client.ts";
import { ircNickOf } from "../lines/names.ts";
import type { OutLine } from "../out_line.ts";
import { prefixOf } from "../prefixes.ts";
import { sourceOf } from "../source.ts";
import { fillLines } from "../lines/fill_lines.ts";
import { lineBounds } from "../lines/line.ts";
import { utf8Bytes } from "../../../helpers/text/text_length.ts";

/** 353, as many as it takes: who is in the room. 366 is to follow. */
export function namesLines(
  client: IrcClient,
  channel: string,
  room: RoomFacts,
): readonly OutLine[] {
  const { hostName: source, nick } = client;
  const symbol = room.settings.private ? "@" : "=";
  const names = Array.from(room.members(), (member) => nameOf(client, member));
  const bare = `:${source} 353 ${nick} ${symbol} ${channel} :`;
  const maxBytes = lineBounds.line - 2 - utf8Bytes(bare);
  return fillLines(names, maxBytes).map((words): OutLine => ({
    ...{ source, command: "353", params: [nick, symbol, channel, words], trailing: true },
  }));
}

export function endOfNames({ hostName: source, nick }: IrcClient, channel: string): OutLine {
  const params = [nick, channel, "End of NAMES list"];
  return { source, command: "366", params, trailing: true };
}

function nameOf(client: IrcClient, member: RoomMemberFacts): string {
  const prefix = prefixOf(member, client.has("multi-prefix"));
  const { nick, user, host } = member.facts;
  return prefix + (client.has("userhost-in-names") ? sourceOf(nick, user, host) : ircNickOf(nick));
}
