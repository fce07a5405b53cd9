/** Coming into channels and going: https://modern.ircdocs.horse/#channel-operations */

import type { ClientMessage } from "../../../../protocol.ts";
import type { IrcClient } from "../../client/irc_client.ts";
import { channelOf, roomOf } from "../../lines/names.ts";
import { endOfNames, namesLines } from "../../answers/names_lines.ts";
import { topicLines } from "../../events/membership.ts";
import { targetLimits, targetsOf } from "../../targets.ts";
import type { IrcCommand } from "../command.ts";

export const join: IrcCommand = {
  leastParams: 1,
  run(client, { params: [channels = "", keys = ""] }) {
    if (channels === "0") {
      return Array.from(client.self?.rooms() ?? [], ({ name }) => leave(client, name));
    }
    const given = keys.split(",");
    return targetsOf(channels).flatMap((channel, index): readonly ClientMessage[] => {
      const room = roomOf(channel);
      if (room === undefined) {
        client.reply("ERR_NOSUCHCHANNEL", channel);
        return [];
      }
      if (client.directory.findRoom(room)?.isIn === true) return [];
      const args = `${room} ${given[index] ?? ""}`.trimEnd();
      return [client.command("join", args, room, { command: "JOIN", channel, target: channel })];
    });
  },
};

export const part: IrcCommand = {
  leastParams: 1,
  shownParam: 1,
  run(client, { params: [channels = "", text = ""] }) {
    return targetsOf(channels).flatMap((channel) => {
      const room = roomOf(channel);
      if (room === undefined || client.directory.findRoom(room) === undefined) {
        client.reply("ERR_NOSUCHCHANNEL", channel);
        return [];
      }
      return [leave(client, room, channel, text)];
    });
  },
};

function leave(
  client: IrcClient,
  room: string,
  channel = channelOf(room),
  text = "",
): ClientMessage {
  const args = `${room} ${text}`.trimEnd();
  return client.command("leave", args, room, { command: "PART", channel, target: channel });
}

export const names: IrcCommand = {
  run(client, { params: [channels = "*"] }) {
    // The same one twice would be told in vain.
    for (const channel of new Set(targetsOf(channels, targetLimits.NAMES))) {
      const room = client.directory.findRoom(roomOf(channel) ?? "");
      if (room !== undefined) client.respond(...namesLines(client, channelOf(room.name), room));
    }
    client.respond(endOfNames(client, channels));
  },
};

export const topic: IrcCommand = {
  leastParams: 1,
  shownParam: 1,
  run(client, { params: [channel = "", text] }) {
    const room = client.directory.findRoom(roomOf(channel) ?? "");
    if (room === undefined) return client.reply("ERR_NOSUCHCHANNEL", channel);
    if (text !== undefined) {
      const expected = { command: "TOPIC", channel, target: channel };
      const said = text.trim();
      return [client.command("topic", said === "" ? "-" : said, room.name, expected)];
    }
    if (!room.isIn) return client.reply("ERR_NOTONCHANNEL", channel);
    if (room.topic === "") return client.reply("RPL_NOTOPIC", channel);
    client.respond(...topicLines(client, channelOf(room.name), room.topic, room));
  },
};
