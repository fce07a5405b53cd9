/** https://modern.ircdocs.horse/#mode-message */

import { channelSign } from "../../lines/names.ts";
import { channelMode } from "./channel_mode.ts";
import type { IrcCommand } from "../command.ts";
import { userMode } from "../people/user_mode.ts";

export const mode: IrcCommand = {
  leastParams: 1,
  run(client, { params: [target = "", modes, ...params] }) {
    return target.startsWith(channelSign)
      ? channelMode(client, target, modes, params)
      : userMode(client, target, modes);
  },
};
