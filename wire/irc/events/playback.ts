import type { DirectPage, HistoryPage } from "../../../protocol.ts";
import type { IrcClient } from "../irc_client.ts";
import type { OutLine } from "../out_line.ts";
import { keptLines, untoldKinds } from "./kept.ts";

/**
 * What was said before, for who comes into a room, and what was said to who comes in: told to clients that know times,
 * which tell it apart by them, and that do not ask for it themselves.
 */
export function playbackLines(
  client: IrcClient,
  page: HistoryPage | DirectPage,
): readonly OutLine[] {
  const asksItself = client.has("draft/chathistory") || client.has("znc.in/playback");
  if (page.id !== undefined || asksItself || !client.has("server-time")) return [];
  const untold = untoldKinds(false);
  const messages = page.messages.filter(({ kind }) => !untold.includes(kind));
  const { playbackLines: count } = client.directory.server;
  return count === 0 ? [] : keptLines(client.directory, messages.slice(-count));
}
