/** What a client is set to itself: https://modern.ircdocs.horse/#user-mode */

import { sameName } from "../../lines/casemapping.ts";
import type { Asked, IrcClient } from "../../client/irc_client.ts";
import { formatModeChanges, parseModeChanges } from "../../lines/mode_changes.ts";
import { nickOf } from "../../lines/names.ts";

/** `RPL_MYINFO`: bot, invisible, operator, and which operators hear `WALLOPS`. */
export const userModes = "Biow";

export function userMode(
  client: IrcClient,
  nick: string,
  modes: string | undefined,
): Asked | void {
  if (!sameName(nick, client.nick)) {
    const isHere = client.directory.findNick(nickOf(nick)) !== undefined;
    return isHere ? client.reply("ERR_USERSDONTMATCH") : client.reply("ERR_NOSUCHNICK", nick);
  }
  if (modes === undefined) {
    return client.reply("RPL_UMODEIS", `+${[...modesOf(client)].sort().join("")}`);
  }
  const changes = parseModeChanges(modes, [], () => "never");
  if (changes.some(({ letter }) => !userModes.includes(letter))) {
    client.reply("ERR_UMODEUNKNOWNFLAG");
  }
  const before = modesOf(client);
  const wanted = new Map(changes.map((change) => [change.letter, change]));
  const done = [...wanted.values()].filter(({ letter, sign }) =>
    settable.has(letter) && before.has(letter) !== (sign === "+")
  );
  for (const { letter, sign } of done) {
    if (letter === "w") client.hearsWallops = sign === "+";
  }
  if (done.length > 0) {
    const params = [client.nick, ...formatModeChanges(done)];
    client.respond({ ...client.source, command: "MODE", params });
  }
  const isOn = (mode: string) => {
    const change = done.find(({ letter }) => letter === mode);
    return change && change.sign === "+";
  };
  const [bot, hidden] = [isOn("B"), isOn("i")];
  return bot === undefined && hidden === undefined ? [] : [{ type: "profile", bot, hidden }];
}

/** Operators are made by `OPER` alone. */
const settable: ReadonlySet<string> = new Set(["B", "i", "w"]);

function modesOf({ self, hearsWallops }: IrcClient): ReadonlySet<string> {
  const modes = new Set<string>();
  if (hearsWallops) modes.add("w");
  if (self?.isBot === true) modes.add("B");
  if (self?.isHidden === true) modes.add("i");
  if (self?.isOperator === true) modes.add("o");
  return modes;
}
