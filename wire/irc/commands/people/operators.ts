/** For those who run the server: https://modern.ircdocs.horse/#operator-messages */

import { defaultRoom, type ErrorMessage } from "../../../../protocol.ts";
import type { Asked } from "../../client/irc_client.ts";
import { nickOf } from "../../lines/names.ts";
import type { IrcCommand } from "../command.ts";

export const oper: IrcCommand = {
  leastParams: 2,
  run(client, { params: [name = "", password = ""] }): Asked {
    const onNotice = () => {
      client.reply("RPL_YOUREOPER");
      client.respond({ ...client.source, command: "MODE", params: [client.nick, "+o"] });
    };
    const onError = ({ code, retryAfterMs }: ErrorMessage) => {
      // It was not looked at.
      if (code !== "password_wrong" || retryAfterMs !== undefined) return false;
      client.reply("ERR_PASSWDMISMATCH", "The password is wrong");
      return true;
    };
    const id = client.expect({ command: "OPER", onNotice, onError });
    return [{ type: "oper", name, password, id }];
  },
};

export const rehash: IrcCommand = {
  run(client): Asked | void {
    if (client.self?.isOperator !== true) return client.reply("ERR_NOPRIVILEGES");
    client.reply("RPL_REHASHING", "*");
    const onError = ({ message }: ErrorMessage) => client.note(message);
    return [client.command("rehash", "", defaultRoom, { command: "REHASH", onError })];
  },
};

export const wallops: IrcCommand = {
  leastParams: 1,
  shownParam: 0,
  run(client, { params: [text = ""] }): Asked | void {
    if (client.self?.isOperator !== true) return client.reply("ERR_NOPRIVILEGES");
    return [client.command("alert", text, defaultRoom, { command: "WALLOPS" })];
  },
};

export const kill: IrcCommand = {
  leastParams: 1,
  shownParam: 1,
  run(client, { params: [target = "", why = ""] }): Asked | void {
    if (client.self?.isOperator !== true) return client.reply("ERR_NOPRIVILEGES");
    if (client.directory.findNick(nickOf(target)) === undefined) {
      return client.reply("ERR_NOSUCHNICK", target);
    }
    const args = `server ${nickOf(target)} ${why}`.trimEnd();
    return [client.command("kick", args, defaultRoom, { command: "KILL", target })];
  },
};
