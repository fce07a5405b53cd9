/** How far somebody has read: https://ircv3.net/specs/extensions/read-marker */

import type { ClientMessage, Person } from "../../../../protocol.ts";
import type { IrcClient } from "../../client/irc_client.ts";
import { parseSelector } from "../../lines/msgid.ts";
import { nickOf, roomOf } from "../../lines/names.ts";
import { markLine } from "../../events/read_marks.ts";
import type { IrcCommand } from "../command.ts";

type Place = { readonly room: string } | { readonly with: Person };

export const markread: IrcCommand = {
  run(client, { params: [target, timestamp] }) {
    if (target === undefined) {
      return client.fail("MARKREAD", "NEED_MORE_PARAMS", [], "Missing parameters");
    }
    const selector = timestamp === undefined ? undefined : parseSelector(timestamp);
    if (timestamp !== undefined && selector?.kind !== "timestamp") {
      return client.fail("MARKREAD", "INVALID_PARAMS", [timestamp], "That is no timestamp=…");
    }
    const place = findPlace(client, target);
    if (place === undefined) return client.respond(markLine(client, target));
    const ts = selector?.kind === "timestamp" ? selector.ms : undefined;
    return ask(client, target, place, ts);
  },
};

function findPlace({ directory }: IrcClient, target: string): Place | undefined {
  const room = roomOf(target);
  if (room !== undefined) {
    const facts = directory.findRoom(room);
    // What it read while it was in one is not told once it is out.
    return facts?.isIn === true ? { room: facts.name } : undefined;
  }
  const nick = nickOf(target);
  const person = directory.findNick(nick)?.person ?? directory.gone(nick)[0]?.person;
  return person === undefined ? undefined : { with: person };
}

/** What holds is told in any case: a mark never goes back. */
function ask(
  client: IrcClient,
  target: string,
  place: Place,
  ts: number | undefined,
): readonly ClientMessage[] {
  const onError = () => {
    const text = "The mark could not be kept, or told";
    client.fail("MARKREAD", "INTERNAL_ERROR", [target], text);
  };
  const id = client.expect({
    ...{ command: "MARKREAD", target, onError },
    onAnswer: (answer) => answer.type === "read" ? [markLine(client, target, answer.ts)] : [],
  });
  const get: ClientMessage = { type: "getRead", ...place, id };
  if (ts === undefined) return [get];
  const set = client.expect({ command: "MARKREAD", target, onError });
  return [{ type: "read", ...place, seq: 0, ts, id: set }, get];
}
