/** Who is here, and who is away: https://modern.ircdocs.horse/#user-based-queries */

import { defaultRoom, type ErrorMessage } from "../../../../protocol.ts";
import type { PersonFacts } from "../../../directory.ts";
import { fillLines } from "../../lines/fill_lines.ts";
import { bytesBehind } from "../../lines/line.ts";
import { ircNickOf, nickOf } from "../../lines/names.ts";
import type { Asked } from "../../client/irc_client.ts";
import type { IrcCommand } from "../command.ts";

export const away: IrcCommand = {
  shownParam: 0,
  isForNewcomers: true,
  run(client, { params: [given = ""] }): Asked | void {
    const { isRegistered, registration } = client;
    const isPreAway = client.has("draft/pre-away");
    if (!isRegistered) {
      if (!isPreAway) return client.reply("ERR_NOTREGISTERED");
      registration.away = given === "" ? undefined : given;
      return client.reply(given === "" ? "RPL_UNAWAY" : "RPL_NOWAWAY");
    }
    // For no reason that is told: https://ircv3.net/specs/extensions/pre-away
    const text = isPreAway && given === "*" ? " " : given;
    const [name, told] = text === ""
      ? ["back", "RPL_UNAWAY"] as const
      : ["away", "RPL_NOWAWAY"] as const;
    const onNotice = () => client.reply(told);
    return [client.command(name, text, defaultRoom, { command: "AWAY", onNotice })];
  },
};

/** https://ircv3.net/specs/extensions/setname */
export const setname: IrcCommand = {
  leastParams: 1,
  shownParam: 0,
  run(client, { params: [realName = ""] }): Asked | void {
    const refuse = (why: string) => client.fail("SETNAME", "INVALID_REALNAME", [], why);
    if (realName.trim() === "") return refuse("A real name has something in it");
    const onError = ({ message }: ErrorMessage) => refuse(message);
    const id = client.expect({ command: "SETNAME", onError });
    return [{ type: "profile", realName, id }];
  },
};

/** More are not looked up at once. */
const maxUserhosts = 5;

export const userhost: IrcCommand = {
  leastParams: 1,
  run(client, { params }) {
    const found = params.slice(0, maxUserhosts).flatMap((nick) =>
      client.directory.findNick(nickOf(nick)) ?? []
    );
    client.reply("RPL_USERHOST", found.map(userhostOf).join(" "));
  },
};

function userhostOf({ nick, user, host, isOperator, away }: PersonFacts): string {
  const sign = away === undefined ? "+" : "-";
  return `${ircNickOf(nick)}${isOperator ? "*" : ""}=${sign}${user}@${host}`;
}

export const ison: IrcCommand = {
  leastParams: 1,
  run(client, { params }) {
    const here = params.flatMap((param) => param.split(" ")).flatMap((nick) => {
      const facts = client.directory.findNick(nickOf(nick));
      return facts === undefined ? [] : ircNickOf(facts.nick);
    });
    const [line = ""] = fillLines(here, bytesBehind(`:${client.hostName} 303 ${client.nick} :`));
    client.reply("RPL_ISON", line);
  },
};
