/** Who comes into rooms, and who goes. */

import type {
  InvitedMessage,
  JoinedMessage,
  JoinMessage,
  LeaveMessage,
  LeftMessage,
  RenameMessage,
} from "../../../protocol.ts";
import type { Directory } from "../../directory.ts";
import type { IrcClient } from "../client/irc_client.ts";
import { awayText } from "../answers/away_text.ts";
import { channelOf, ircNickOf } from "../lines/names.ts";
import { endOfNames, namesLines } from "../answers/names_lines.ts";
import type { OutLine } from "../out_line.ts";
import { senderOf } from "../source.ts";
import { joinedMarkLines } from "./read_marks.ts";

export function joinLines(
  directory: Directory,
  { room, nick, person, ts, role }: JoinMessage,
): readonly OutLine[] {
  const channel = channelOf(room);
  const sender = senderOf(directory, nick, person);
  const here = person === undefined ? undefined : directory.findPerson(person);
  const { account = "*", realName = nick, away } = here ?? {};
  const line = { ...sender, ts, command: "JOIN" };
  const lines: OutLine[] = [
    { ...line, params: [channel], unless: "extended-join" },
    { ...line, params: [channel, account, realName], trailing: true, needs: "extended-join" },
  ];
  const letter = modeLetterOf(role);
  if (letter !== undefined) {
    const params = [channel, `+${letter}`, ircNickOf(nick)];
    lines.push({ source: directory.server.hostName, ts, command: "MODE", params });
  }
  if (away === undefined) return lines;
  const params = [awayText(away)];
  return [...lines, { ...sender, command: "AWAY", params, trailing: true, needs: "away-notify" }];
}

/** `o` or `v`; undefined for who is neither in the room. */
export function modeLetterOf(role: string | undefined): "o" | "v" | undefined {
  if (role === undefined) return undefined;
  return role === "voice" ? "v" : "o";
}

/** Of the client itself. */
export function joinedLines(client: IrcClient, joined: JoinedMessage): readonly OutLine[] {
  const { directory, self, nick } = client;
  const channel = channelOf(joined.room);
  const { account = "*", realName = nick } = self ?? {};
  const line = { ...client.source, command: "JOIN" };
  const lines: OutLine[] = [
    { ...line, params: [channel], unless: "extended-join" },
    { ...line, params: [channel, account, realName], trailing: true, needs: "extended-join" },
  ];
  lines.push(...joinedMarkLines(client, joined.room));
  const room = directory.findRoom(joined.room);
  if (joined.topic !== "") lines.push(...topicLines(client, channel, joined.topic, room));
  const isImplied = !client.has("no-implicit-names") && !client.has("draft/no-implicit-names");
  if (isImplied && room !== undefined) {
    lines.push(...namesLines(client, channel, room), endOfNames(client, channel));
  }
  return lines;
}

/** 332 and, where it is known, 333. */
export function topicLines(
  { hostName: source, nick }: IrcClient,
  channel: string,
  topic: string,
  { topicBy, topicTs }: { readonly topicBy?: string; readonly topicTs?: number } = {},
): readonly OutLine[] {
  const shown: OutLine = { source, command: "332", params: [nick, channel, topic], trailing: true };
  if (topicBy === undefined || topicTs === undefined) return [shown];
  const setAt = `${Math.floor(topicTs / 1000)}`;
  return [shown, { source, command: "333", params: [nick, channel, ircNickOf(topicBy), setAt] }];
}

/** The client itself is asked into a room. */
export function invitedLines(
  { directory, nick }: IrcClient,
  { room, by, byPerson, ts }: InvitedMessage,
): readonly OutLine[] {
  const params = [nick, channelOf(room)];
  return [{ ...senderOf(directory, by, byPerson), ts, command: "INVITE", params }];
}

/** Of the client itself, which goes or is sent out. */
export function leftLines(client: IrcClient, left: LeftMessage): readonly OutLine[] {
  const { room, by, byPerson, text, ts } = left;
  const channel = channelOf(room);
  if (by === undefined) return [{ ...client.source, ts, ...part(channel, text) }];
  return [{
    ...senderOf(client.directory, by, byPerson),
    ts,
    ...kick(channel, client.nick, text ?? ircNickOf(by)),
  }];
}

export function leaveLines(directory: Directory, leave: LeaveMessage): readonly OutLine[] {
  const { room, nick, person, reason, text, by, byPerson, eventNumber, ts } = leave;
  const channel = channelOf(room);
  const sender = senderOf(directory, nick, person);
  if (by !== undefined) {
    return [{
      ...senderOf(directory, by, byPerson),
      ts,
      ...kick(channel, ircNickOf(nick), text ?? ircNickOf(by)),
    }];
  }
  if (eventNumber === undefined) return [{ ...sender, ts, ...part(channel, text) }];
  const why = text ?? (reason === "left" ? "Quit" : reason);
  return [{ ...sender, ts, command: "QUIT", params: [why], trailing: true }];
}

function part(channel: string, text: string | undefined): OutLine {
  return {
    command: "PART",
    params: text === undefined ? [channel] : [channel, text],
    trailing: text !== undefined,
  };
}

function kick(channel: string, nick: string, why: string): OutLine {
  return { command: "KICK", params: [channel, nick, why], trailing: true };
}

export function renameLines(directory: Directory, rename: RenameMessage): readonly OutLine[] {
  const { from, to, person, ts } = rename;
  return [{ ...senderOf(directory, from, person), ts, command: "NICK", params: [ircNickOf(to)] }];
}
