import type { Exposure } from "../../../client/connection/secret_guard.ts";
import { roleMark, roleName } from "../../../helpers/roles.ts";
import { describeTyping } from "../../../wording/describe_typing.ts";
import { cleanName } from "../../clean_for_terminal.ts";
import type { Unseen } from "../reading/unseen.ts";
import { cutText, fitText, textWidth } from "../../cells.ts";
import type { Theme } from "../style/theme.ts";
import type { ThemeRole } from "../style/theme_styles.ts";

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
  /** Who can read along; undefined before the first connection. */
  readonly exposure?: Exposure;
  /** For how long the server has not answered. */
  readonly unansweredMs?: number;
  /** What is looked at: `#lobby`, `bob`, or a page. */
  readonly title: string;
  readonly topic: string;
  /** One's own in the room. */
  readonly role?: string;
  /** Why one may not speak there. */
  readonly silenced?: string;
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
  /** Empty where there is nothing to tell. */
  readonly text: string;
  readonly role?: ThemeRole;
  /** Where room is short, parts of the lowest rank get it first. */
  readonly rank: number;
  /** The part is left out if fewer columns than this are free, and cut if there are fewer than it takes. */
  readonly least: number;
}

const separator = "  ";
/** A server that takes longer to answer may be gone. */
const silentAfterMs = 3000;
/** From here on the round trip has room before the topic, and keys are named. */
const roomyColumns = 60;

/** One row of exactly `columns`. Where room is short the least important parts are left out, and others cut with `…`. */
export function statusText(status: Status, columns: number, theme: Theme): string {
  return paintParts(fitParts(partsOf(status, columns), columns - 2), columns, theme);
}

/** In the order in which they stand. */
function partsOf(status: Status, columns: number): readonly Part[] {
  const { connection, unseen, activity } = status;
  const isRoomy = columns >= roomyColumns;
  const isLost = connection.type === "reconnecting";
  const isOpen = status.exposure === "open";
  const isMentioned = activity.some((each) => each.isMentioned);
  // However long the nicks are, half of the row is left for the other parts.
  const typing = cutText(describeTyping(status.typing.map(ofOthers)), Math.max(12, columns / 2));
  const silence = silenceText(status);
  const roundTrip = silence === "" ? roundTripText(status) : "";
  return [
    { text: ofOthers(status.hint ?? ""), rank: 1, least: 1, role: "statusWaiting" },
    {
      text: connectionText(status),
      rank: 2,
      least: 1,
      role: isLost ? "statusBad" : "statusWaiting",
    },
    { text: isLost ? ofOthers(connection.reason) : "", rank: 9, least: 12, role: "statusBad" },
    { text: ofOthers(status.title), rank: 8, least: 3 },
    { text: roleText(status), rank: 9, least: Infinity },
    { text: status.silenced ?? "", rank: 3, least: 5, role: "statusBad" },
    { text: quoted(ofOthers(status.topic)), rank: isRoomy ? 11 : 10, least: 8, role: "topic" },
    { text: typing, rank: 6, least: 10 },
    {
      text: activityText(activity),
      rank: 7,
      least: 3,
      role: isMentioned ? "mentioned" : "unread",
    },
    { text: aboveText(unseen, isRoomy), rank: 5, least: Infinity },
    { text: belowText(unseen), rank: 4, least: Infinity },
    { text: silence, rank: 3, least: 9, role: "statusBad" },
    {
      text: exposureText(status),
      ...isOpen ? { rank: 4, least: 8, role: "statusWaiting" } : { rank: 10, least: Infinity },
    },
    { text: roundTrip, rank: isRoomy ? 10 : 11, least: Infinity, role: "statusGood" },
  ];
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

/** The parts that fit, cut to the room that those of a lower rank left. */
function fitParts(parts: readonly Part[], columns: number): readonly Part[] {
  const texts = new Map<Part, string>();
  let left = columns;
  for (const part of parts.toSorted((one, other) => one.rank - other.rank)) {
    const room = left - (texts.size === 0 ? 0 : separator.length);
    if (part.text === "" || room < Math.min(part.least, textWidth(part.text))) continue;
    const text = cutText(part.text, room);
    texts.set(part, text);
    left = room - textWidth(text);
  }
  return parts.map((part) => ({ ...part, text: texts.get(part) ?? "" }))
    .filter(({ text }) => text !== "");
}

function connectionText({ connection, catchingUp }: Status): string {
  switch (connection.type) {
    case "connecting":
      return "connecting…";
    case "reconnecting":
      return `reconnecting in ${connection.inSeconds} s`;
    case "connected": {
      if (catchingUp === undefined) return "";
      const { fetched, total } = catchingUp;
      return `catching up: ${fetched}${total === undefined ? "" : ` of ${total}`}`;
    }
    default:
      return connection satisfies never;
  }
}

/** As in `@ moderator`; nothing for an ordinary member. */
function roleText({ role }: Status): string {
  return role === undefined ? "" : `${roleMark(role)} ${ofOthers(roleName(role) ?? "")}`.trim();
}

/** As in `↑ 479 new, Home`: a person who comes back to the end does not see the line of what was read. */
function aboveText({ unreadAbove, hasMoreUnread }: Unseen, isRoomy: boolean): string {
  if (unreadAbove === 0) return "";
  return `↑ ${unreadAbove}${hasMoreUnread ? "+" : ""} new${isRoomy ? ", Home" : ""}`;
}

/** As in `↓ 3 new`; where nothing is new, how much there is to scroll: `↓ 90`, or `↓ 90+` and more to be fetched. */
function belowText({ newBelow, below, hasMoreBelow }: Unseen): string {
  if (newBelow > 0) return `↓ ${newBelow} new`;
  if (below > 0) return `↓ ${below}${hasMoreBelow ? "+" : ""}`;
  return hasMoreBelow ? "↓ more" : "";
}

/** As in `2:3 4:1!`; `!` where one is mentioned. */
function activityText(activity: Status["activity"]): string {
  return activity.map(({ number, unread, isMentioned }) =>
    `${number}:${unread}${isMentioned ? "!" : ""}`
  ).join(" ");
}

function roundTripText({ connection, roundTripMs }: Status): string {
  if (connection.type !== "connected" || roundTripMs === undefined) return "";
  return `${Math.round(roundTripMs)} ms`;
}

function exposureText({ connection, exposure = "encrypted" }: Status): string {
  return connection.type === "connected" && exposure !== "encrypted" ? "not encrypted" : "";
}

function silenceText({ connection, unansweredMs = 0 }: Status): string {
  if (connection.type !== "connected" || unansweredMs <= silentAfterMs) return "";
  return `no answer for ${Math.floor(unansweredMs / 1000)} s`;
}

/** So that without colors, too, a topic such as `connected` is told from what the client says. */
function quoted(text: string): string {
  return text === "" ? "" : `"${text.replaceAll('"', "'")}"`;
}

/** A text of others, without runs of spaces: those separate parts. */
function ofOthers(text: string): string {
  return cleanName(text).replace(/\s+/g, " ").trim();
}
