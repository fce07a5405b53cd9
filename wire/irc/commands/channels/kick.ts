/** https://modern.ircdocs.horse/#kick-message */

import type { ClientMessage } from "../../../../protocol.ts";
import type { IrcClient } from "../../client/irc_client.ts";
import { nickOf, roomOf } from "../../lines/names.ts";
import { targetLimits, targetsOf } from "../../targets.ts";
import type { IrcCommand } from "../command.ts";

export const kick: IrcCommand = {
  leastParams: 2,
  shownParam: 2,
  run(client, { params: [channels = "", nicks = "", why = ""] }) {
    const named = targetsOf(channels, targetLimits.KICK);
    const [first = channels] = named;
    // One channel is that of all who are named; of several each is of one.
    return targetsOf(nicks, targetLimits.KICK).flatMap((nick, index) => {
      const channel = named.length > 1 ? named[index] : first;
      return channel === undefined ? [] : kickFrom(client, channel, nick, why);
    });
  },
};

function kickFrom(
  client: IrcClient,
  channel: string,
  nick: string,
  why: string,
): readonly ClientMessage[] {
  const room = client.directory.findRoom(roomOf(channel) ?? "");
  const whom = client.directory.findNick(nickOf(nick));
  if (room === undefined) client.reply("ERR_NOSUCHCHANNEL", channel);
  else if (whom === undefined) client.reply("ERR_NOSUCHNICK", nick);
  else if (room.member(whom.person) === undefined) {
    if (room.isIn) client.reply("ERR_USERNOTINCHANNEL", nick, channel);
    else client.reply("ERR_NOTONCHANNEL", channel);
  } else {
    const args = `in:${room.name} ${whom.nick} ${why}`.trimEnd();
    return [client.command("kick", args, room.name, { command: "KICK", channel, target: nick })];
  }
  return [];
}
