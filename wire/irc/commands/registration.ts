/** How a client comes in: https://modern.ircdocs.horse/#connection-messages */

import type { ErrorMessage } from "../../../protocol.ts";
import { isCapability, listCapabilities } from "../capabilities.ts";
import { fillLines } from "../lines/fill_lines.ts";
import { bytesBehind } from "../lines/line.ts";
import type { Asked, IrcClient } from "../client/irc_client.ts";
import { nickOf } from "../lines/names.ts";
import type { IrcCommand } from "./command.ts";

export const cap: IrcCommand = {
  leastParams: 1,
  isForNewcomers: true,
  run(client, { params: [subcommand = "", argument = ""] }) {
    const { registration } = client;
    switch (subcommand.toUpperCase()) {
      case "LS":
        registration.capVersion = Math.max(registration.capVersion, parseInt(argument) || 301);
        // It is told of changes from then on: https://ircv3.net/specs/extensions/capability-negotiation#cap-notify
        if (registration.capVersion >= 302) client.enable("cap-notify");
        if (!client.isRegistered) registration.isNegotiating = true;
        return list(client, "LS", listCapabilities(client.directory, registration.capVersion));
      case "LIST":
        return list(client, "LIST", [...client.capabilities]);
      case "REQ":
        if (!client.isRegistered) registration.isNegotiating = true;
        return request(client, argument);
      case "END":
        registration.isNegotiating = false;
        return client.isRegistered ? [] : registration.takeHello(client.session);
      default:
        return client.reply("ERR_INVALIDCAPCMD", subcommand);
    }
  },
};

/** On several lines for those alone who know of that. */
function list(client: IrcClient, subcommand: string, names: readonly string[]): void {
  const isSplit = client.registration.capVersion >= 302;
  const bare = `:${client.hostName} CAP ${client.nick} ${subcommand} * :`;
  const filled = fillLines(names, bytesBehind(bare));
  // What has no room is not told to who knows of one line only; no name is cut.
  const lines = isSplit ? filled : filled.slice(0, 1);
  const last = Math.max(lines.length - 1, 0);
  for (const [index, line] of (lines.length === 0 ? [""] : lines).entries()) {
    const more = index < last ? ["*"] : [];
    const params = [client.nick, subcommand, ...more, line];
    client.respond({ source: client.hostName, command: "CAP", params, trailing: true });
  }
}

/** All of them or none. */
function request(client: IrcClient, argument: string): void {
  const wanted = argument.split(" ").filter((word) => word !== "").map((word) =>
    word.startsWith("-") ? { name: word.slice(1), isOn: false } : { name: word, isOn: true }
  );
  const isKnown = wanted.every(({ name, isOn }) =>
    isCapability(name, client.directory) &&
    (isOn || name !== "cap-notify" || client.registration.capVersion < 302)
  );
  if (isKnown) {
    for (const { name, isOn } of wanted) {
      if (!isCapability(name, client.directory)) continue;
      if (isOn) client.enable(name);
      else client.disable(name);
    }
  }
  const params = [client.nick, isKnown ? "ACK" : "NAK", argument];
  client.respond({ source: client.hostName, command: "CAP", params, trailing: true });
}

export const nick: IrcCommand = {
  isForNewcomers: true,
  run(client, { params: [asked = ""] }): Asked | void {
    if (asked === "") return client.reply("ERR_NONICKNAMEGIVEN");
    if (/\s/.test(asked)) {
      return client.reply("ERR_ERRONEUSNICKNAME", asked, "A nick has no space in it");
    }
    if (client.isRegistered) {
      return [client.command("nick", nickOf(asked), "lobby", { command: "NICK", target: asked })];
    }
    const { registration } = client;
    registration.nick = nickOf(asked);
    return registration.takeHello(client.session);
  },
};

/** A hello was refused. */
export function refuseHello(client: IrcClient, { code, message }: ErrorMessage): void {
  const { registration } = client;
  const asked = registration.nick ?? "*";
  registration.retry();
  switch (code) {
    case "nick_taken":
    case "nick_reserved":
      return client.reply("ERR_NICKNAMEINUSE", asked, message);
    case "nick_invalid":
      return client.reply("ERR_ERRONEUSNICKNAME", asked, message);
    case "password_wrong":
    case "server_locked":
      return client.reply("ERR_PASSWDMISMATCH", message);
    case "banned":
      return client.reply("ERR_YOUREBANNEDCREEP", message);
    default:
      if (!client.has("standard-replies")) return client.note(message);
      return client.fail("*", code.toUpperCase(), [], message);
  }
}

export const user: IrcCommand = {
  leastParams: 4,
  shownParam: 3,
  isForNewcomers: true,
  run(client, { params: [name = "", , , realName = ""] }): Asked | void {
    if (client.isRegistered) return client.reply("ERR_ALREADYREGISTERED");
    if (name === "" || realName === "") return client.reply("ERR_NEEDMOREPARAMS", "USER");
    const { registration } = client;
    registration.user = name;
    registration.realName = realName;
    return registration.takeHello(client.session);
  },
};

export const pass: IrcCommand = {
  leastParams: 1,
  isForNewcomers: true,
  run(client, { params: [password = ""] }) {
    if (client.isRegistered) return client.reply("ERR_ALREADYREGISTERED");
    client.registration.password = password;
  },
};

/**
 * https://ircv3.net/specs/extensions/webirc: not had, since gateways tell of their clients by the PROXY protocol. Going on
 * as if it had been taken would make all of them one person to bans and limits.
 */
export const webirc: IrcCommand = {
  isForNewcomers: true,
  run(client) {
    client.closingText =
      "WEBIRC is not taken: gateways use the PROXY protocol, from an address that --trusted-proxy names";
    return [{ type: "bye" }];
  },
};

export const ping: IrcCommand = {
  isForNewcomers: true,
  run(client, { params: [token] }) {
    if (token === undefined) return client.reply("ERR_NEEDMOREPARAMS", "PING");
    if (token === "") return client.reply("ERR_NOORIGIN");
    const params = [client.hostName, token];
    client.respond({ source: client.hostName, command: "PONG", params, trailing: true });
  },
};

export const pong: IrcCommand = { isForNewcomers: true, run: () => [{ type: "pong" }] };

export const quit: IrcCommand = {
  shownParam: 0,
  isForNewcomers: true,
  run: (_client, { params: [text] }) => [{ type: "bye", text }],
};
