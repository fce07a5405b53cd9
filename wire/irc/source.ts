import type { Person } from "../../protocol.ts";
import type { Directory } from "../directory.ts";
import { ircNickOf } from "./lines/names.ts";
import type { OutLine } from "./out_line.ts";

/** As much of a person's id as tells it from others. */
const goneBytes = 12;

/** Whom a line is from. */
export type Sender = Pick<OutLine, "source" | "account" | "isFromBot">;

/** Somebody who is here, or was: under the nick that it had when it happened. */
export function senderOf(directory: Directory, nick: string, person?: Person): Sender {
  const here = person === undefined ? undefined : directory.findPerson(person);
  if (here !== undefined) {
    const { user, host, account, isBot } = here;
    return { source: sourceOf(nick, user, host), account, isFromBot: isBot };
  }
  const gone = person === undefined ? undefined : directory.findGone(person);
  const { user = "~gone", host = hostOfGone(directory, person), account } = gone ?? {};
  return { source: sourceOf(nick, user, host), account };
}

/** One for each person: clients take two under the same user and host for one that has changed its nick. */
function hostOfGone({ server }: Directory, person: Person | undefined): string {
  if (person === undefined) return server.hostName;
  const bytes = Array.from(person, (character) => character.charCodeAt(0).toString(16));
  return `${bytes.slice(0, goneBytes).join("")}.gone`;
}

/** As in `ann!ann@host`. */
export function sourceOf(nick: string, user: string, host: string): string {
  return `${ircNickOf(nick)}!${user}@${host}`;
}
