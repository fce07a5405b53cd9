/** Of those whom one looks out for, who comes and who goes: https://ircv3.net/specs/extensions/monitor */

import { limits } from "../../../../protocol.ts";
import type { Asked, IrcClient } from "../../client/irc_client.ts";
import { nickOf } from "../../lines/names.ts";
import { statusLines, targetLines } from "../../answers/monitor_lines.ts";
import { targetsOf } from "../../targets.ts";
import type { IrcCommand } from "../command.ts";

export const monitor: IrcCommand = {
  leastParams: 1,
  run(client, { params: [subcommand = "", targets = ""] }): Asked | void {
    const { monitored } = client;
    switch (subcommand.toUpperCase()) {
      case "+":
        return add(client, targetsOf(targets));
      case "-":
        return remove(client, targetsOf(targets));
      case "C":
        return remove(client, monitored.nicks);
      case "L":
        client.respond(...targetLines(client, "732", monitored.nicks));
        return client.reply("RPL_ENDOFMONLIST");
      case "S":
        return client.respond(...statusLines(client, monitored.nicks));
    }
  },
};

/** What no nick has, as masks do: nobody is called so, now or later. */
const inNoNick = /[!@*?]/;

function add(client: IrcClient, targets: readonly string[]): Asked {
  const added: string[] = [];
  const left: string[] = [];
  for (const target of targets) {
    const isAdded = left.length === 0 && (inNoNick.test(target) || client.monitored.add(target));
    (isAdded ? added : left).push(target);
  }
  client.respond(...statusLines(client, added));
  if (left.length > 0) client.reply("ERR_MONLISTFULL", `${limits.watched}`, left.join(","));
  const nicks = added.filter((target) => !inNoNick.test(target)).map(nickOf);
  return nicks.length === 0
    ? []
    : [{ type: "watch", nicks, id: client.expect({ command: "MONITOR" }) }];
}

function remove({ monitored }: IrcClient, targets: readonly string[]): Asked {
  const nicks = targets.filter((target) => monitored.remove(target)).map(nickOf);
  return nicks.length === 0 ? [] : [{ type: "watch", nicks, off: true }];
}
