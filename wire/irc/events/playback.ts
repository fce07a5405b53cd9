import type { HistoryPage } from "../../../protocol.ts";
import type { IrcClient } from "../irc_client.ts";
import type { OutLine } from "../out_line.ts";
import { saidLines } from "./talk.ts";

/**
 * What was said before, for who comes into a room: told to clients that know times, which tell it apart by them, and
 * that do not ask for it themselves.
 */
export function playbackLines(client: IrcClient, page: HistoryPage): readonly OutLine[] {
  if (page.id !== undefined || !client.has("server-time")) return [];
  const { playbackLines: count } = client.directory.server;
  const shown = count === 0 ? [] : page.messages.slice(-count);
  return shown.flatMap((message) => saidLines(client.directory, message));
}
