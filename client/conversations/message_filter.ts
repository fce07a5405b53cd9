import { foldNick } from "../../helpers/text/nicks.ts";
import type { Person, ResultsMessage, SaidMessage, ServerMessage } from "../../protocol.ts";
import { isSame, namedIn, type Somebody } from "../people.ts";
import type { TimelineItem } from "./timeline_item.ts";
import type { Listed, Settings } from "../settings/settings.ts";

interface Lookup {
  readonly persons: ReadonlySet<Person>;
  /** Folded, of those who are listed by nick alone. */
  readonly nicks: ReadonlySet<string>;
  /** Folded, of all: all that there is to go by where a person is not known. */
  readonly allNicks: ReadonlySet<string>;
}

/** Made once for each list, since a face asks for each message it draws; settings never change, but are replaced. */
const lookups = new WeakMap<readonly Listed[], Lookup>();

function lookupOf(list: readonly Listed[]): Lookup {
  let lookup = lookups.get(list);
  if (lookup === undefined) {
    const nicks = list.filter((each) => typeof each === "string");
    const known = list.filter((each) => typeof each !== "string");
    lookup = {
      persons: new Set(known.map(({ person }) => person)),
      nicks: new Set(nicks.map(foldNick)),
      allNicks: new Set([...nicks, ...known.map(({ nick }) => nick)].map(foldNick)),
    };
    lookups.set(list, lookup);
  }
  return lookup;
}

function has(list: readonly Listed[], { nick, person }: Somebody): boolean {
  if (list.length === 0) return false;
  const { persons, nicks, allNicks } = lookupOf(list);
  if (person === undefined) return allNicks.has(foldNick(nick));
  return persons.has(person) || nicks.has(foldNick(nick));
}

export function isIgnored(somebody: Somebody, { ignored }: Pick<Settings, "ignored">): boolean {
  return has(ignored, somebody);
}

/**
 * Whether a person wants to see a message: one's own always, and never that of somebody ignored. Whom one
 * focuses on counts in rooms only: what is said to oneself alone is nowhere else to be seen.
 */
export function isShown(message: SaidMessage, settings: Settings, own: Somebody): boolean {
  const from = { nick: message.from, person: message.person };
  if (isSame(from, own)) return true;
  if (isIgnored(from, settings)) return false;
  return message.type === "direct" || settings.focused.length === 0 || has(settings.focused, from);
}

/** Whether a person wants to see what stands in a conversation. */
export function isItemShown(item: TimelineItem, settings: Settings, own: Somebody): boolean {
  if (item.type === "said") return isShown(item.message, settings, own);
  return item.type !== "happened" || withoutIgnored(item.message, settings, own) !== undefined;
}

/** What a search found, as far as a person wants to see it. */
export interface ShownResults extends ResultsMessage {
  /** How many more are of somebody ignored. */
  readonly ignoredCount?: number;
}

/**
 * Of what comes from the server, what is left for a person to see: nothing of what somebody ignored says or does, but
 * that it was kicked, and how much of it a search found (`ShownResults`).
 */
export function withoutIgnored<Message extends ServerMessage>(
  message: Message,
  settings: Pick<Settings, "ignored">,
  own: Somebody,
): Message | undefined {
  if (settings.ignored.length === 0) return message;
  switch (message.type) {
    case "message":
    case "direct":
    case "join":
    case "leave":
    case "rename":
    case "away":
    case "invited":
    case "typing": {
      if (message.type === "leave" && message.reason === "kicked") return message;
      const by = namedIn(message).at(-1);
      const isHidden = by !== undefined && !isSame(by, own) && isIgnored(by, settings);
      return isHidden ? undefined : message;
    }
    case "presence": {
      const [left, leftPersons] = notIgnored(message.left, message.leftPersons, settings);
      const [joined, joinedPersons] = notIgnored(message.joined, message.joinedPersons, settings);
      return { ...message, joined, joinedPersons, left, leftPersons };
    }
    case "results": {
      const messages = message.messages.filter((said) => withoutIgnored(said, settings, own));
      return { ...message, messages, ignoredCount: message.messages.length - messages.length };
    }
    default:
      return message;
  }
}

function notIgnored(
  nicks: readonly string[],
  persons: readonly Person[] | undefined,
  settings: Pick<Settings, "ignored">,
): [nicks: string[], persons: Person[] | undefined] {
  const isKept = (index: number) =>
    !isIgnored({ nick: nicks[index] ?? "", person: persons?.[index] }, settings);
  return [
    nicks.filter((_, index) => isKept(index)),
    persons?.filter((_, index) => isKept(index)),
  ];
}
