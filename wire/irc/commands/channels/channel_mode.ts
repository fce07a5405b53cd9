/** What a channel is set to, and how that is changed: https://modern.ircdocs.horse/#channel-mode */

import type { ClientMessage, ErrorMessage } from "../../../../protocol.ts";
import type { RoomFacts } from "../../../directory.ts";
import type { Asked, Expected, IrcClient } from "../../client/irc_client.ts";
import { formatModeChanges, type ModeChange, parseModeChanges } from "../../lines/mode_changes.ts";
import {
  type ListMode,
  listModes,
  maxModeChanges,
  type MemberMode,
  memberModes,
  modesOf,
  paramOf,
  settingModes,
} from "../../modes/channel_modes.ts";
import { listLines } from "../../modes/list_lines.ts";
import { maskOf } from "../../modes/masks.ts";
import { channelOf, nickOf, roomOf } from "../../lines/names.ts";
import { isOperatorRole } from "../../prefixes.ts";

export function channelMode(
  client: IrcClient,
  channel: string,
  modes: string | undefined,
  params: readonly string[],
): Asked | void {
  const room = client.directory.findRoom(roomOf(channel) ?? "");
  if (room === undefined) return client.reply("ERR_NOSUCHCHANNEL", channel);
  if (modes === undefined) return show(client, room);
  const changes = parseModeChanges(modes, params, paramOf).slice(0, maxModeChanges);
  const unknown = changes.map(({ letter }) => letter).filter((letter) => !paramOf(letter));
  for (const letter of new Set(unknown)) client.reply("ERR_UNKNOWNMODE", letter);
  return new ChannelChanges(client, channel, room).ask(changes);
}

function show(client: IrcClient, room: RoomFacts): void {
  const channel = channelOf(room.name);
  const [modes = "", ...params] = formatModeChanges(modesOf(room.settings));
  client.reply("RPL_CHANNELMODEIS", channel, modes === "" ? "+" : modes, ...params);
  const { createdTs } = room;
  if (createdTs === undefined) return;
  client.reply("RPL_CREATIONTIME", channel, `${Math.floor(createdTs / 1000)}`);
}

/** What one line asks for, as native commands. */
class ChannelChanges {
  /** Somebody who may do nothing is told so once. */
  readonly #refused = new Set<string>();

  constructor(
    private readonly client: IrcClient,
    private readonly channel: string,
    private readonly room: RoomFacts,
  ) {}

  ask(changes: readonly ModeChange[]): Asked {
    const others = changes.flatMap((change) => {
      const isIt = ({ letter }: { readonly letter: string }) => letter === change.letter;
      const [list, member] = [listModes.find(isIt), memberModes.find(isIt)];
      if (list !== undefined) return this.#changeList(list, change);
      return member === undefined ? [] : this.#changeMember(member, change);
    });
    return [...this.#changeSettings(changes), ...others];
  }

  /** All of them at once: they are told in one line. Of two of the same letter the last counts. */
  #changeSettings(changes: readonly ModeChange[]): readonly ClientMessage[] {
    const words = settingModes.flatMap(({ letter, unset, set }) => {
      const change = changes.findLast((change) => change.letter === letter);
      if (change === undefined) return [];
      const { sign, param = "" } = change;
      const word = sign === "+" ? set(param) : unset;
      if (word !== undefined) return [word];
      const shown = param === "" || letter === "k" ? "*" : param;
      this.client.reply("ERR_INVALIDMODEPARAM", this.channel, letter, shown, "No value of it");
      return [];
    });
    return words.length === 0 ? [] : [this.#command("settings", words.join(" "), this.channel)];
  }

  #changeList(mode: ListMode, { sign, param }: ModeChange): readonly ClientMessage[] {
    const { client, channel, room } = this;
    const { letter } = mode;
    if (param === undefined || param === "") {
      if (room.isIn) client.respond(...listLines(client, channel, room, mode));
      else client.reply("ERR_NOTONCHANNEL", channel);
      return [];
    }
    if (param.includes(" ")) {
      client.reply("ERR_INVALIDMODEPARAM", channel, letter, "*", "No mask has a space in it");
      return [];
    }
    const [name, ...first] = sign === "+" ? mode.add : mode.remove;
    const onError = ({ code }: ErrorMessage): boolean => {
      switch (code) {
        case "list_full":
          client.reply("ERR_BANLISTFULL", channel, letter);
          return true;
        case "bad_usage":
          client.reply("ERR_INVALIDMODEPARAM", channel, letter, param, "No mask");
          return true;
        // What is not there is taken off already.
        case "no_such_nick":
          return true;
        default:
          return this.#isToldAlready(code);
      }
    };
    return [this.#command(name, [...first, maskOf(param)].join(" "), param, onError)];
  }

  #changeMember(mode: MemberMode, { sign, param }: ModeChange): readonly ClientMessage[] {
    const { client, channel, room } = this;
    if (param === undefined) return [];
    const whom = client.directory.findNick(nickOf(param));
    if (whom === undefined) client.reply("ERR_NOSUCHNICK", param);
    else if (room.member(whom.person) === undefined) {
      client.reply("ERR_USERNOTINCHANNEL", param, channel);
    } else {
      const onError = ({ code }: ErrorMessage): boolean => {
        if (code !== "no_such_nick") return this.#isToldAlready(code);
        // It is none of those who are named moderators, and perhaps more than that.
        const role = room.member(whom.person)?.role;
        if (mode.letter !== "o" || !isOperatorRole(role)) return true;
        const text = `${param} is more than an operator of the channel: ${role}`;
        client.reply("ERR_CHANOPRIVSNEEDED", channel, text);
        return true;
      };
      return [this.#command(sign === "+" ? mode.add : mode.remove, whom.nick, param, onError)];
    }
    return [];
  }

  #command(
    name: string,
    args: string,
    target: string,
    onError: Expected["onError"] = ({ code }) => this.#isToldAlready(code),
  ): ClientMessage {
    const { client, channel, room } = this;
    const expected = { command: "MODE", channel, target, onError };
    return client.command(name, `in:${room.name} ${args}`, room.name, expected);
  }

  #isToldAlready(code: string): boolean {
    if (this.#refused.has(code)) return true;
    this.#refused.add(code);
    return false;
  }
}
