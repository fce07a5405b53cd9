/** What one may ask for of what was said before: https://ircv3.net/specs/extensions/chathistory */

import { directRoom, type HistoryRequest } from "../../protocol.ts";
import type { IrcClient } from "./client/irc_client.ts";
import { nickOf, roomOf } from "./lines/names.ts";

/** `CHATHISTORY`: the most that is told at once. */
export const maxAtOnce = 100;

/** At least 1; of more than is told at once that much. */
export function parseLimit(text: string): number | undefined {
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return limit === 0 ? undefined : Math.min(limit, maxAtOnce);
}

export type HistoryPlace = Pick<HistoryRequest, "room" | "with" | "withPersons">;

/**
 * A channel that the client is in, or its messages with somebody: by the account if there is one, otherwise by the
 * nick, since a guest who comes again is somebody else.
 */
export function findHistory(client: IrcClient, target: string): HistoryPlace | undefined {
  const room = roomOf(target);
  if (room !== undefined) {
    const facts = client.directory.findRoom(room);
    return facts?.isIn === true ? { room: facts.name } : undefined;
  }
  const nick = nickOf(target);
  const facts = client.directory.findNick(nick);
  const { self } = client;
  const isKnown = facts !== undefined &&
    (facts.account !== undefined || facts.person === self?.person);
  return isKnown
    ? { room: directRoom, with: [nick], withPersons: [facts.person] }
    : { room: directRoom, with: [nick] };
}
