/** What is said: https://modern.ircdocs.horse/#sending-messages */

import type { ClientMessage, MessageKind } from "../../../protocol.ts";
import { parseCtcp } from "../lines/ctcp.ts";
import { withoutFormatting } from "../lines/formatting.ts";
import type { Asked, IrcClient } from "../irc_client.ts";
import type { IrcMessage } from "../lines/message.ts";
import { nickOf, roomOf } from "../lines/names.ts";
import { targetsOf } from "./channels.ts";
import type { IrcCommand } from "./command.ts";

export const privmsg: IrcCommand = { run: (client, message) => say(client, message, "text") };
export const notice: IrcCommand = { run: (client, message) => say(client, message, "notice") };

function say(client: IrcClient, { command, params }: IrcMessage, kind: MessageKind): Asked | void {
  const [targets, text = ""] = params;
  if (targets === undefined) {
    return client.reply("ERR_NORECIPIENT", `No recipient given (${command})`);
  }
  if (text === "") return client.reply("ERR_NOTEXTTOSEND");
  const ctcp = parseCtcp(text);
  if (ctcp !== undefined && ctcp.command !== "ACTION") return;
  const said = withoutFormatting(ctcp?.params ?? text);
  const saidAs = ctcp === undefined ? kind : "action";
  return targetsOf(targets).map((target): ClientMessage => {
    const room = roomOf(target);
    const expected = { command, target, channel: room === undefined ? "*" : target };
    const about = { type: "say", text: said, kind: saidAs } as const;
    return room === undefined
      ? { ...about, to: nickOf(target), id: client.expect(expected) }
      : { ...about, room, id: client.expect(expected) };
  });
}
