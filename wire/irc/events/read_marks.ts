/** https://ircv3.net/specs/extensions/read-marker */

import type { ReadMessage } from "../../../protocol.ts";
import type { IrcClient } from "../client/irc_client.ts";
import { channelOf, ircNickOf } from "../lines/names.ts";
import { formatTime } from "../lines/time.ts";
import type { OutLine } from "../out_line.ts";

/** 0, as no time, stands for nothing. */
export function markLine({ hostName }: IrcClient, target: string, ts = 0): OutLine {
  const mark = ts === 0 ? "*" : `timestamp=${formatTime(ts)}`;
  return { source: hostName, command: "MARKREAD", params: [target, mark] };
}

/** What another device has read, or what is known when a client comes: the channel's mark is told with its `JOIN`. */
export function readLines(client: IrcClient, { ts = 0, ...read }: ReadMessage): readonly OutLine[] {
  const target = "room" in read ? channelOf(read.room) : nickOfPerson(client, read.with);
  if (ts === 0 || target === undefined) return [];
  if ("room" in read && client.directory.findRoom(read.room)?.isIn !== true) return [];
  return [{ ...markLine(client, target, ts), needs: "draft/read-marker" }];
}

/** Behind the client's own `JOIN`. */
export function joinedMarkLines(client: IrcClient, room: string): readonly OutLine[] {
  const line = markLine(client, channelOf(room), client.readMarks.of(room));
  return [{ ...line, needs: "draft/read-marker" }];
}

function nickOfPerson({ directory }: IrcClient, person: string): string | undefined {
  const { nick } = directory.findPerson(person) ?? directory.findGone(person) ?? {};
  return nick === undefined ? undefined : ircNickOf(nick);
}
