/** https://modern.ircdocs.horse/#invite-message */

import { channelOf, nickOf, roomOf } from "../../lines/names.ts";
import type { IrcClient } from "../../client/irc_client.ts";
import type { IrcCommand } from "../command.ts";

export const invite: IrcCommand = {
  run(client, { params: [nick, channel] }) {
    if (nick === undefined) return listInvitations(client);
    if (channel === undefined) return client.reply("ERR_NEEDMOREPARAMS", "INVITE");
    const { directory } = client;
    const room = directory.findRoom(roomOf(channel) ?? "");
    if (room === undefined) return client.reply("ERR_NOSUCHCHANNEL", channel);
    if (!room.isIn) return client.reply("ERR_NOTONCHANNEL", channel);
    const whom = directory.findNick(nickOf(nick));
    if (whom === undefined) return client.reply("ERR_NOSUCHNICK", nick);
    if (room.member(whom.person) !== undefined) {
      return client.reply("ERR_USERONCHANNEL", nick, channel);
    }
    return [
      client.command("invite", `in:${room.name} ${whom.nick}`, room.name, {
        ...{ command: "INVITE", channel, target: nick },
        onNotice: () => client.reply("RPL_INVITING", nick, channel),
      }),
    ];
  },
};

function listInvitations(client: IrcClient): void {
  for (const room of client.directory.invitations()) {
    client.reply("RPL_INVITELIST", channelOf(room));
  }
  client.reply("RPL_ENDOFINVITELIST");
}
