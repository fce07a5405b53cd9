import type { DirectMessage, DirectPage, HistoryPage, RoomMessage } from "../../../protocol.ts";
import type { IrcClient } from "../client/irc_client.ts";
import { batched } from "../lines/batch.ts";
import { channelOf } from "../lines/names.ts";
import type { OutLine } from "../out_line.ts";
import { keptLines, untoldKinds } from "./kept.ts";

/**
 * The last lines of a room, for who comes into it, and of the page what more was said since it was last here: told to
 * clients that know times, which tell it apart by them, and that do not ask for it themselves. In a batch where they
 * know these.
 */
export function playbackLines(client: IrcClient, page: HistoryPage): readonly OutLine[] {
  if (page.id !== undefined || !isToldUnasked(client)) return [];
  const { directory } = client;
  const messages = page.messages.filter(isToldInPlayback);
  const { playbackLines: count } = directory.server;
  const missed = messages.filter((message) => isMissed(client, message));
  const last = count === 0 ? [] : messages.slice(-Math.max(count, missed.length));
  const lines = keptLines(directory, last);
  if (lines.length === 0) return [];
  const { responses, hostName: source } = client;
  const about = { reference: responses.nextReference(), source };
  return batched({ ...about, type: "chathistory", params: [channelOf(page.room)] }, lines);
}

/** What was said to somebody alone while it was not here. Rather twice than never. */
export function missedDirects(client: IrcClient, page: DirectPage): readonly OutLine[] {
  const { directory, self } = client;
  const isWanted = directory.server.playbackLines > 0 && isToldUnasked(client);
  if (page.id !== undefined || !isWanted) return [];
  const missed = page.messages.filter((message) =>
    isMissed(client, message) && message.person !== self?.person && isToldInPlayback(message)
  );
  return keptLines(directory, missed);
}

function isMissed({ directory }: IrcClient, { ts }: RoomMessage | DirectMessage): boolean {
  const { lastHereTs } = directory;
  return lastHereTs !== undefined && ts >= lastHereTs;
}

function isToldUnasked(client: IrcClient): boolean {
  const asksItself = client.has("draft/chathistory") || client.has("znc.in/playback");
  return !asksItself && client.has("server-time");
}

const untold = untoldKinds(false);

function isToldInPlayback({ kind }: RoomMessage | DirectMessage): boolean {
  return !untold.includes(kind);
}
