/** `PRIVMSG *playback :PLAY target|* [from] [to]`, times in seconds: https://wiki.znc.in/Playback */

import { type ClientMessage, type DirectMessage, directRoom } from "../../../../protocol.ts";
import type { RoomMessage } from "../../../../protocol.ts";
import { keptLines, untoldKinds } from "../../events/kept.ts";
import { findHistory, type HistoryPlace } from "../../history.ts";
import type { Asked, IrcClient } from "../../client/irc_client.ts";
import { batched } from "../../lines/batch.ts";
import { sameName } from "../../lines/casemapping.ts";
import type { IrcMessage } from "../../lines/message.ts";
import { channelOf, ircNickOf } from "../../lines/names.ts";
import type { OutLine } from "../../out_line.ts";
import { PagesAsked } from "../../client/pages_asked.ts";
import { targetsOf } from "../../targets.ts";

/** No nick begins so. */
const playback = "*playback";

/** Of one place; what is older is there for `CHATHISTORY`. */
const maxPlayed = 500;

export function isToPlayback({ params: [target = ""] }: IrcMessage): boolean {
  return target[0] === "*" && sameName(target, playback);
}

/** The newest between the times, of a channel, of what was said with a person, or of all there is. */
export function play(client: IrcClient, { params: [, text = ""] }: IrcMessage): Asked | void {
  const [name = "", targets = "*", from = "0", to] = text.split(" ");
  const [fromMs, toMs] = [parseMs(from), to === undefined ? Infinity : parseMs(to)];
  if (name.toUpperCase() !== "PLAY" || fromMs === undefined || toMs === undefined) {
    return client.respond({
      ...{ source: playback, command: "NOTICE", trailing: true },
      params: [client.nick, "PLAY target[,...]|* [from] [to]: times are in seconds since 1970"],
    });
  }
  const bounds = {
    afterTs: fromMs,
    ...Number.isFinite(toMs) ? { beforeTs: toMs } : { before: Number.MAX_SAFE_INTEGER },
  };
  const places = targets === "*"
    ? everywhere(client)
    : targetsOf(targets).flatMap((target) => findHistory(client, target) ?? []);
  return places.map((place): ClientMessage => {
    const pages = new PagesAsked(1, (messages) => playedLines(client, messages));
    const id = client.expect({ command: "PRIVMSG", target: playback, onAnswer: pages.take });
    const without = untoldKinds(false);
    return { type: "history", ...place, ...bounds, without, limit: maxPlayed, id };
  });
}

function parseMs(text: string): number | undefined {
  return /^\d{1,11}(?:\.\d{1,9})?$/.test(text) ? Math.round(Number(text) * 1000) : undefined;
}

/** The channels that the client is in, and its direct messages. */
function everywhere({ self }: IrcClient): readonly HistoryPlace[] {
  const rooms = Array.from(self?.rooms() ?? [], ({ name }) => ({ room: name }));
  return [...rooms, { room: directRoom }];
}

/** Those of each channel, and with each person, in a batch of their own. */
function playedLines(
  client: IrcClient,
  messages: readonly (RoomMessage | DirectMessage)[],
): readonly OutLine[] {
  const byTarget = Map.groupBy(messages, (message) => targetOf(client, message));
  return [...byTarget].flatMap(([target, said]) => {
    const { responses, hostName: source, directory } = client;
    const about = { reference: responses.nextReference(), source };
    return batched({ ...about, type: "chathistory", params: [target] }, keptLines(directory, said));
  });
}

function targetOf({ self }: IrcClient, message: RoomMessage | DirectMessage): string {
  if (message.type === "message") return channelOf(message.room);
  return ircNickOf(message.person === self?.person ? message.to : message.from);
}
