import { compareNicks } from "../helpers/text/nicks.ts";
import { duration } from "../helpers/duration.ts";
import { topicText } from "../helpers/text/topic_text.ts";
import { listedName } from "../helpers/roles.ts";
import {
  type AnswerMessage,
  byeCodes,
  type ByeMessage,
  type InvitedMessage,
  type JoinedMessage,
  knownWord,
  leaveReasons,
  limits,
  type PageMessage,
  type PassingMessage,
  type PresenceMessage,
  type RenameMessage,
  type ResultsMessage,
  type SaidMessage,
  type ServerMessage,
  type SessionMessage,
  unsearchedReasons,
} from "../protocol.ts";
import {
  describeLeft,
  describeModeration,
  describeSettings,
  isSentOut,
  settingsText,
} from "./describe_moderation.ts";

const shownNames = 20;

/** What is told in words of our own, if it is told, and not by what somebody said. */
export type ToldMessage = Exclude<ServerMessage, SaidMessage | PageMessage | ResultsMessage>;

/** Stands before what is told: what happened, what is to be read, what went wrong. */
export type Mark = "--" | "==" | "!!";

export function markOf({ type }: Pick<ToldMessage, "type">): Mark {
  if (type === "error") return "!!";
  return type === "notice" || type === "invited" || type === "bye" ? "==" : "--";
}

/**
 * A message in words, uncleaned; nothing where there is nothing to tell. `own` is one's own nick.
 */
export function describe(message: ToldMessage, own: string): string | undefined {
  switch (message.type) {
    case "joined":
      return describeRoom(message);
    case "left":
      return describeLeft(message);
    case "invited":
      return describeInvited(message);
    case "join":
      return `${message.nick} joined`;
    case "leave":
      if (message.by !== undefined) return undefined;
      return `${message.nick} ${withReason(describeReason(message.reason), message.text)}`;
    case "rename":
      return describeRename(message, own);
    case "topic":
      return `${message.by} ${topicText(message.topic)}`;
    case "away":
      // A notice tells oneself.
      if (message.nick === own) return undefined;
      return message.text === undefined
        ? `${message.nick} is back`
        : `${message.nick} ${withReason("is away", message.text)}`;
    case "profile":
      return undefined;
    case "moderation":
      return isSentOut(message, own) ? undefined : describeModeration(message, own);
    case "settings":
      return describeSettings(message);
    case "presence":
      return describePresence(message);
    case "notice":
      return message.told === true ? undefined : message.text;
    case "error":
      return message.message;
    case "bye":
      return describeBye(message);
    default:
      message satisfies SessionMessage | AnswerMessage | PassingMessage;
      return undefined;
  }
}

/** A client may leave out what is of somebody ignored, and tell how many those are. */
type ShownResults = ResultsMessage & { readonly ignoredCount?: number };

/** What stands above what a search found, and how to get more of it. */
export function describeResults(
  results: ShownResults,
): { readonly head: string; readonly more?: string; readonly unsearched?: string } {
  const { complete } = results;
  const head = `${describeFound(results)}${complete ? "" : ", and there is more"}`;
  const unsearched = describeUnsearched(results);
  if (complete) return { head, unsearched };
  return { head, more: `more: /search ${nextResultsPage(results)}`, unsearched };
}

function describeFound(results: ShownResults): string {
  const { page, messages: { length: count }, complete, ignoredCount = 0 } = results;
  const found = `found for "${searchedWords(results)}"`;
  const nothing = `nothing ${page === 1 ? "" : "more "}${found}`;
  const ofIgnored = `${ignoredCount} of people you ignore`;
  if (count === 0) return ignoredCount === 0 ? nothing : `${nothing} but ${ofIgnored}`;
  if (page === 1 && complete) {
    return `${count} ${found}${ignoredCount === 0 ? "" : `, and ${ofIgnored}`}`;
  }
  const before = (page - 1) * limits.resultsPage;
  const range = `${before + 1} to ${before + count + ignoredCount} ${found}`;
  return ignoredCount === 0 ? range : `${range}, without ${ofIgnored}`;
}

function describeUnsearched({ unsearched }: ResultsMessage): string | undefined {
  if (unsearched === undefined) return undefined;
  const known = knownWord(unsearchedReasons, unsearched) ?? "bound";
  switch (known) {
    case "indexing":
      return "older messages are still being indexed: search again later";
    case "bound":
      return "older messages were not searched: ask for less, with more words, in: or before:";
    default:
      return known satisfies never;
  }
}

/** What to search for to get the page behind these. */
export function nextResultsPage(results: ResultsMessage): string {
  return `${searchedWords(results)} page:${results.page + 1}`;
}

/** A query may name a page itself. */
function searchedWords({ query }: ResultsMessage): string {
  return query.replace(/(^|\s+)page:\d+(?=\s|$)/g, "").trim();
}

function describeReason(reason: string): string {
  const known = knownWord(leaveReasons, reason) ?? "left";
  switch (known) {
    case "left":
      return "left";
    case "lost connection":
      return "left (lost connection)";
    case "kicked":
      return "was kicked";
    default:
      return known satisfies never;
  }
}

/** What to do without a token that counts. */
export const revokedAdvice =
  "Come in again with the password of your nick, or by what /link shows on another device";

/** Why the server ended the session; undefined for who logged out. */
export function describeBye({ code, text, retryAfterMs }: ByeMessage): string | undefined {
  const known = knownWord(byeCodes, code);
  const time = retryAfterMs === undefined ? "" : ` for ${duration(retryAfterMs)}`;
  switch (known) {
    case undefined:
      return withReason("The server has ended the connection", text);
    case "logged_out":
      return undefined;
    case "kicked":
      return withReason("You were kicked", text);
    case "banned":
      return withReason(`You are banned from this server${time}`, text);
    case "replaced":
      return "You have joined from somewhere else, which ended this connection";
    case "token_revoked":
      return withReason(`You were logged out on this device. ${revokedAdvice}`, text);
    case "stopping":
      return withReason("The server has stopped", text);
    default:
      return known satisfies never;
  }
}

/** One's own rename comes once without a room, which is shown, and again for each room, which is not. */
function describeRename({ room, from, to }: RenameMessage, own: string): string | undefined {
  if (room === undefined) return `you are now known as ${to}`;
  return from === own || to === own ? undefined : `${from} is now known as ${to}`;
}

/** Also of a room that one has to find by its name. */
export function describeInvited({ by, room }: InvitedMessage): string {
  return `${by} invites you to #${room}: /join ${room} goes there`;
}

function describePresence({ joined, left, count }: PresenceMessage): string {
  const changes = [countOf(joined, "joined"), countOf(left, "left")].filter((text) => text !== "");
  return [...changes.length > 0 ? [changes.join(", ")] : [], `${count} here`].join("; ");
}

function countOf(nicks: readonly string[], what: string): string {
  if (nicks.length === 0) return "";
  return `${nicks.length}${nicks.length < limits.listedMembers ? "" : " or more"} ${what}`;
}

function describeRoom(message: JoinedMessage): string {
  const { room, topic, members, count, muted, settings } = message;
  const sorted = members.toSorted((one, other) => compareNicks(one.nick, other.nick));
  const shown = sorted.slice(0, shownNames);
  const names = shown.map(listedName);
  const more = count > shown.length ? ` and ${count - shown.length} more` : "";
  const set = settings === undefined ? "" : settingsText(settings);
  return [
    `you are in ${withReason(`#${room}`, topic)}`,
    `${count} here: ${names.join(", ")}${more}`,
    ...set === "" ? [] : [`the room is ${set}`],
    ...muted ? ["you are muted here"] : [],
  ].join("\n");
}

function withReason(what: string, why = ""): string {
  return why === "" ? what : `${what}: ${why}`;
}
