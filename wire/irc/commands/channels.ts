/** Coming into channels and going: https://modern.ircdocs.horse/#channel-operations */

import type { ClientMessage } from "../../../protocol.ts";
import type { IrcClient } from "../irc_client.ts";
import { channelOf, roomOf } from "../lines/names.ts";
import { endOfNames, namesLines } from "../names_lines.ts";
import { topicLines } from "../events/membership.ts";
import type { IrcCommand } from "./command.ts";

/** More in one line are passed over: nobody may be in more. */
const maxTargets = 100;

/** As `TARGMAX` does: several are parted by commas. */
export function targetsOf(param: string): readonly string[] {
  return param.split(",", maxTargets).filter((target) => target !== "");
}

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
  run(client, { params: [channels = ""] }) {
    for (const channel of targetsOf(channels)) {
      const room = client.directory.findRoom(roomOf(channel) ?? "");
      if (room === undefined) client.respond(endOfNames(client, channel));
      else client.respond(...namesLines(client, channelOf(room.name), room));
    }
  },
};

export const topic: IrcCommand = {
  leastParams: 1,
  run(client, { params: [channel = "", text] }) {
    const room = client.directory.findRoom(roomOf(channel) ?? "");
    if (room === undefined) return client.reply("ERR_NOSUCHCHANNEL", channel);
    if (text !== undefined) {
      const expected = { command: "TOPIC", channel, target: channel };
      return [client.command("topic", text === "" ? "-" : text, room.name, expected)];
    }
    if (!room.isIn) return client.reply("ERR_NOTONCHANNEL", channel);
    if (room.topic === "") return client.reply("RPL_NOTOPIC", channel);
    client.respond(...topicLines(client, channelOf(room.name), room.topic, room));
  },
};
