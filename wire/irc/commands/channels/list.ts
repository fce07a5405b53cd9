/** https://modern.ircdocs.horse/#list-message */

import { matchesMask } from "../../../../helpers/text/mask.ts";
import type { RoomFacts } from "../../../directory.ts";
import { foldAscii } from "../../../../helpers/text/fold_ascii.ts";
import {
  type Bounds,
  isWithin,
  type ListConditions,
  parseListConditions,
} from "../../lines/elist.ts";
import { channelOf, roomOf } from "../../lines/names.ts";
import type { IrcCommand } from "../command.ts";

export const list: IrcCommand = {
  run(client, { params: [asked = ""] }) {
    const { directory } = client;
    const conditions = parseListConditions(asked);
    client.reply("RPL_LISTSTART", "Channel");
    for (const room of directory.rooms()) {
      const channel = channelOf(room.name);
      if (room.count === 0 || !isMeant(room, channel, conditions, directory.server.nowTs)) continue;
      const params = [client.nick, channel, `${room.count}`, room.topic];
      client.respond({ source: client.hostName, command: "322", params, trailing: true });
    }
    client.reply("RPL_LISTEND");
  },
};

function isMeant(
  room: RoomFacts,
  channel: string,
  conditions: ListConditions,
  nowTs: number,
): boolean {
  const { masks, notMasks, members, createdMinutesAgo, topicMinutesAgo } = conditions;
  return (masks.length === 0 || masks.some((mask) => isNamed(mask, channel, room))) &&
    !notMasks.some((mask) => isNamed(mask, channel, room)) &&
    isWithin(room.count, members) &&
    wasWithin(room.createdTs, createdMinutesAgo, nowTs) &&
    wasWithin(room.topicTs, topicMinutesAgo, nowTs);
}

/** By a mask of the channel's name, or by its name itself. */
function isNamed(mask: string, channel: string, { name }: RoomFacts): boolean {
  return roomOf(mask) === name || matchesMask(foldAscii(mask), foldAscii(channel));
}

/** What never happened, or not that anybody knows, is within nothing but what has no bounds. */
function wasWithin(ts: number | undefined, minutesAgo: Bounds, nowTs: number): boolean {
  const { moreThan, lessThan } = minutesAgo;
  if (moreThan === undefined && lessThan === undefined) return true;
  return ts !== undefined && isWithin((nowTs - ts) / 60_000, minutesAgo);
}
