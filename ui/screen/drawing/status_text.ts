import { cleanName } from "../../clean_text.ts";
import type { Unseen } from "../reading/unseen.ts";
import { cutText, fitText } from "../../cells.ts";
import type { Theme } from "../style/theme.ts";
import type { ThemeRole } from "../style/theme_styles.ts";
import { textWidth } from "../../text_width.ts";

/** The state of the connection, as it is shown. */
export type ConnectionState =
  | { readonly type: "connected" }
  | { readonly type: "connecting" }
  | { readonly type: "reconnecting"; readonly inSeconds: number; readonly reason: string };

export interface Status {
  readonly connection: ConnectionState;
  /** Text about the last key. */
  readonly hint?: string;
  /** While what was missed is fetched; `total` if it is known. */
  readonly catchingUp?: { readonly fetched: number; readonly total?: number };
  readonly roundTripMs?: number;
  /** For how long the server has not answered. */
  readonly unansweredMs?: number;
  /** What is looked at: `#lobby`, `bob`, or a page. */
  readonly title: string;
  readonly topic: string;
  /** Who is typing, oldest first. */
  readonly typing: readonly string[];
  readonly unseen: Unseen;
  /** Conversations with something unread; shown if there is no list of them. */
  readonly activity: readonly Activity[];
}

export interface Activity {
  /** As in `Alt+2`. */
  readonly number: number;
  readonly unread: number;
  readonly isMentioned: boolean;
}

interface Part {
  readonly text: string;
  readonly role?: ThemeRole;
  /** Left out if fewer columns than this are free. */
  readonly least: number;
}

const separator = "  ";
/** A server that takes longer to answer may be gone. */
const silentAfterMs = 3000;
/** From here on the round trip has room before the topic, and keys are named. */
const roomyColumns = 60;

/** One row of exactly `columns`. Where room is short the least important parts are left out, and others cut with `…`. */
export function statusText(status: Status, columns: number, theme: Theme): string {
  const trouble = connectionPart(status);
  const hint = status.hint === undefined
    ? undefined
    : cuttable(ofOthers(status.hint), 1, "statusWaiting");
  const above = abovePart(status, columns);
  const below = belowPart(status);
  // However long the nicks are, half of the row is left for the other parts.
  const typing = cuttable(cutText(typingText(status.typing), Math.max(12, columns / 2)), 10);
  const activity = activityPart(status.activity);
  const title = cuttable(ofOthers(status.title), 3);
  const topic = cuttable(ofOthers(status.topic), 8, "topic");
  const silence = silencePart(status);
  const roundTrip = silence === undefined ? roundTripPart(status) : undefined;
  const reason = reasonPart(status);
  const byPriority = columns < roomyColumns
    ? [hint, trouble, silence, below, above, typing, activity, title, reason, topic, roundTrip]
    : [hint, trouble, silence, below, above, typing, activity, title, reason, roundTrip, topic];
  const fitted = fitParts(byPriority, columns - 2);
  const scrolling = [above, below];
  const answering = [silence, roundTrip];
  const inOrder = [hint, trouble, reason, title, topic, typing, activity, scrolling, answering]
    .flat().flatMap((each) => each === undefined ? [] : fitted.get(each) ?? []);
  return paintParts(inOrder, columns, theme);
}

function paintParts(parts: readonly Part[], columns: number, theme: Theme): string {
  const plain = parts.map(({ text }) => text).join(separator);
  const edge = columns > 2 ? " " : "";
  const padding = fitText("", columns - textWidth(plain) - textWidth(edge));
  const painted = parts
    .map(({ text, role }) => role === undefined ? text : theme.paint(role, text))
    .join(separator);
  return theme.paint("status", edge + painted + padding);
}

/** The parts that fit, cut to the room that the parts before them left. */
function fitParts(parts: readonly (Part | undefined)[], columns: number): Map<Part, Part> {
  const fitted = new Map<Part, Part>();
  let left = columns;
  for (const each of parts) {
    if (each === undefined || each.text === "") continue;
    const room = left - (fitted.size === 0 ? 0 : separator.length);
    if (room < Math.min(each.least, textWidth(each.text))) continue;
    const text = cutText(each.text, room);
    fitted.set(each, { ...each, text });
    left = room - textWidth(text);
  }
  return fitted;
}

function connectionPart({ connection, catchingUp }: Status): Part | undefined {
  switch (connection.type) {
    case "connecting":
      return cuttable("connecting…", 1, "statusWaiting");
    case "reconnecting":
      return cuttable(`reconnecting in ${connection.inSeconds} s`, 1, "statusBad");
    case "connected": {
      if (catchingUp === undefined) return undefined;
      const { fetched, total } = catchingUp;
      const of = total === undefined ? "" : ` of ${total}`;
      return cuttable(`catching up: ${fetched}${of}`, 1, "statusWaiting");
    }
    default:
      return connection satisfies never;
  }
}

/** Why it was lost. */
function reasonPart({ connection }: Status): Part | undefined {
  if (connection.type !== "reconnecting") return undefined;
  return cuttable(ofOthers(connection.reason), 12, "statusBad");
}

function typingText(nicks: readonly string[]): string {
  const [first, second, ...others] = nicks.map(ofOthers);
  if (first === undefined) return "";
  if (second === undefined) return `${first} is typing`;
  return others.length === 0
    ? `${first} and ${second} are typing`
    : `${nicks.length} people are typing`;
}

/** As in `↑ 479 new, Home`: a person who comes back to the end does not see the line of what was read. */
function abovePart({ unseen }: Status, columns: number): Part | undefined {
  const { unreadAbove, hasMoreUnread } = unseen;
  if (unreadAbove === 0) return undefined;
  const key = columns < roomyColumns ? "" : ", Home";
  return part(`↑ ${unreadAbove}${hasMoreUnread ? "+" : ""} new${key}`);
}

/** As in `↓ 3 new`; where nothing is new, how much there is to scroll: `↓ 90`, or `↓ 90+` and more to be fetched. */
function belowPart({ unseen: { newBelow, below, hasMoreBelow } }: Status): Part | undefined {
  if (newBelow > 0) return part(`↓ ${newBelow} new`);
  if (below > 0) return part(`↓ ${below}${hasMoreBelow ? "+" : ""}`);
  return hasMoreBelow ? part("↓ more") : undefined;
}

/** As in `2:3 4:1!`; `!` where one is mentioned. */
function activityPart(activity: readonly Activity[]): Part | undefined {
  if (activity.length === 0) return undefined;
  const words = activity.map(({ number, unread, isMentioned }) =>
    `${number}:${unread}${isMentioned ? "!" : ""}`
  );
  const role = activity.some(({ isMentioned }) => isMentioned) ? "mentioned" : "unread";
  return cuttable(words.join(" "), 3, role);
}

function roundTripPart({ connection, roundTripMs }: Status): Part | undefined {
  if (connection.type !== "connected" || roundTripMs === undefined) return undefined;
  return part(`${Math.round(roundTripMs)} ms`, "statusGood");
}

function silencePart({ connection, unansweredMs = 0 }: Status): Part | undefined {
  if (connection.type !== "connected" || unansweredMs <= silentAfterMs) return undefined;
  return cuttable(`no answer for ${Math.floor(unansweredMs / 1000)} s`, 9, "statusBad");
}

/** A text of others, without runs of spaces: those separate parts. */
function ofOthers(text: string): string {
  return cleanName(text).replace(/\s+/g, " ").trim();
}

/** A part that is shown whole or not at all. */
function part(text: string, role?: ThemeRole): Part {
  return { text, role, least: textWidth(text) };
}

function cuttable(text: string, least: number, role?: ThemeRole): Part {
  return { text, role, least };
}
