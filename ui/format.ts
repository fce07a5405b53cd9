import type { HourForm, Settings } from "../client/settings/settings.ts";
import type { ShownResults } from "../client/conversations/message_filter.ts";
import { isMention, type Mentions } from "../client/mentions.ts";
import type { Quotes } from "../client/quotes.ts";
import { isSpoken } from "../client/conversations/deletion.ts";
import type { DirectMessage, RoomMessage, ServerMessage } from "../protocol.ts";
import { cleanForTerminal, cleanName } from "./clean_for_terminal.ts";
import { describe, describeResults, markOf, type ToldMessage } from "../wording/describe.ts";
import { didText } from "../wording/did_text.ts";
import { noticeName } from "../wording/notice_name.ts";
import { bold, color, dim, nickColor, paint, red, type Style } from "./text_style.ts";
import { unpainted, wrapNote, wrapText } from "./runs.ts";
import { textWidth } from "./cells.ts";
import { localDay, localSeconds, localTime, twoDigits } from "../helpers/text/local_time.ts";

export interface FormatOptions {
  /** One's own nick. */
  readonly nick: string;
  /** What another says that names oneself; absent, what has that nick in it. */
  readonly mentions?: Pick<Mentions, "has">;
  /** How what somebody reacts to begins. */
  readonly quotes?: Pick<Quotes, "of">;
  readonly showRoom: boolean;
  readonly colors: boolean;
  /** Absent: no column with the time. */
  readonly time?: (ts: number) => string;
  /** The time of what has no `ts`, such as an error; absent, that is shown without. */
  readonly nowMs?: number;
  /**
   * The terminal's width, 0 if unknown: what is longer is wrapped, so that only a message's start
   * is in column 0.
   */
  readonly columns?: number;
}

/** A message before it is laid out. */
interface Line {
  readonly ts?: number;
  readonly room?: string;
  /** Whose or what it is, coloured. */
  readonly head: string;
  readonly body: string;
  readonly style?: Style;
  /** The program tells it: it may have commands to paste. */
  readonly isNote?: boolean;
}

const maxIndent = 16;
const minBodyColumns = 10;

/**
 * What a person sees of a message, or nothing: one or more rows, without the last line feed. No
 * text can look like another's message, since its further rows are indented.
 */
export function formatMessage(message: ServerMessage, options: FormatOptions): string | undefined {
  switch (message.type) {
    case "message":
    case "direct":
      return render(spokenLine(message, options), options);
    case "results":
      return formatResults(message, options);
    case "history":
    case "directs":
      return message.messages.map((said) => formatMessage(said, options)).join("\n") || undefined;
    default: {
      const body = describe(message, options.nick);
      return body === undefined ? undefined : render(toldLine(message, body, options), options);
    }
  }
}

/** What the client itself tells, which may quote others: cleaned and indented as a message is. */
export function formatNote(text: string, options: FormatOptions): string {
  return formatTimedNote(text, { ...options, time: undefined });
}

/** The same with the time of now. */
export function formatTimedNote(text: string, options: FormatOptions): string {
  return render({ head: "--", body: text, style: dim, isNote: true }, options);
}

/** In front of who does it. Nobody can be called so. */
const actionMark = "*";
const toldMark = "--";

/** For pipes: what was said, and nothing else. Every line of it begins with who said it. */
export function formatForPipe(
  message: ServerMessage,
  { showRoom }: Pick<FormatOptions, "showRoom">,
): string | undefined {
  if (message.type !== "message" && message.type !== "direct") return undefined;
  // What is left of it was never said, and the deletion tells.
  if (message.kind === "deleted") return undefined;
  const isNotice = message.kind === "notice";
  const name = cleanName(message.from);
  const from = isNotice ? noticeName(name) : name;
  const told = didText(message);
  const mark = told !== undefined ? toldMark : message.kind === "action" ? actionMark : undefined;
  const action = mark === undefined ? "" : `${mark} ${from} `;
  const start = message.type === "direct"
    ? `${from} -> ${cleanName(message.to)}: ${action}`
    : `${showRoom ? `#${cleanName(message.room)} ` : ""}${
      action || (isNotice ? `${from} ` : `${from}: `)
    }`;
  return cleanForTerminal(told ?? message.text).split("\n").map((line) => start + line).join("\n");
}

/** How times are written in front of messages; undefined where none are. */
export function timeFormat(
  { timestamps, hours }: Pick<Settings, "timestamps" | "hours">,
): ((ts: number) => string) | undefined {
  const short = (ts: number) => inHours(localTime(ts), hours);
  switch (timestamps) {
    case "off":
      return undefined;
    case "short":
      return short;
    case "seconds":
      return (ts) => inHours(localSeconds(ts), hours);
    case "date":
      return (ts) => `${localDay(ts)} ${short(ts)}`;
    default:
      return timestamps satisfies never;
  }
}

/** A time that begins with `HH`, by that clock: `15:04` is `03:04pm`. */
export function inHours(time: string, hours: HourForm): string {
  if (hours === "24h") return time;
  const hour = Number(time.slice(0, 2));
  return `${twoDigits(hour % 12 || 12)}${time.slice(2)}${hour < 12 ? "am" : "pm"}`;
}

/** What a search found, in any room and on any day. */
function formatResults(results: ShownResults, options: FormatOptions): string {
  const { head, more, unsearched } = describeResults(results);
  const found = { ...options, showRoom: true, time: options.time && withDay(options.time) };
  return [
    formatNote(head, options),
    ...results.messages.map((message) => render(spokenLine(message, found), found)),
    ...[unsearched, more].filter((note) => note !== undefined)
      .map((note) => formatNote(note, options)),
  ].join("\n");
}

/** With the day in front, unless that is there already. */
function withDay(time: (ts: number) => string): (ts: number) => string {
  return (ts) => {
    const [day, told] = [localDay(ts), time(ts)];
    return told.startsWith(day) ? told : `${day} ${told}`;
  };
}

function spokenLine(message: RoomMessage | DirectMessage, options: FormatOptions): Line {
  const { ts, from } = message;
  const own = options.nick;
  const { mentions, quotes } = options;
  const told = didText(message, quotes?.of(message));
  const body = told ?? message.text;
  const isForOneself = mentions?.has(message) ?? (from !== own && isMention(body, own));
  const style = !isSpoken(message) ? dim : isForOneself ? bold : undefined;
  const name = (nick: string, shown = nick) =>
    paint(cleanName(shown), color(nickColor(nick)), options.colors);
  const action = message.kind === "action" ? `* ${name(from)}` : undefined;
  const isNotice = message.kind === "notice";
  if (message.type === "message" && told !== undefined) {
    return { ts, room: message.room, head: toldMark, body: `${from} ${body}`, style };
  }
  if (message.type === "message") {
    const speaker = isNotice ? noticeName(name(from)) : `<${name(from)}>`;
    return { ts, room: message.room, head: action ?? speaker, body, style };
  }
  const [sender = "", receiver = ""] = [from, message.to].map((nick) =>
    name(nick, nick === own ? "you" : nick)
  );
  const head = `[${isNotice ? noticeName(sender) : sender} → ${receiver}]`;
  return { ts, head: action === undefined ? head : `${head} ${action}`, body, style };
}

function toldLine(message: ToldMessage, body: string, { colors }: FormatOptions): Line {
  const mark = markOf(message);
  // The words of these name the room.
  const isNamed = ["joined", "left", "invited"].includes(message.type);
  return {
    ts: "ts" in message ? message.ts : undefined,
    room: "room" in message && !isNamed ? message.room : undefined,
    head: mark === "!!" ? paint(mark, red, colors) : mark,
    body,
    style: mark === "--" ? dim : undefined,
  };
}

function render({ ts, room, head, body, style, isNote }: Line, options: FormatOptions): string {
  const { time, nowMs, colors, showRoom } = options;
  const at = ts ?? nowMs;
  const place = [
    ...(time === undefined || at === undefined ? [] : [`${time(at)} `]),
    ...(showRoom && room !== undefined ? [`#${cleanName(room)} `] : []),
  ].join("");
  const start = textWidth(place) + textWidth(head) + 1;
  const indent = Math.min(start, maxIndent);
  const painted = (text: string) => style === undefined ? text : paint(text, style, colors);
  const [first = "", ...others] = layOut(
    cleanForTerminal(body),
    start,
    indent,
    options.columns || Infinity,
    isNote ? wrapNote : wrapWords,
  );
  return [
    paint(place, dim, colors) + painted(`${head} ${first}`),
    ...others.map((row) => " ".repeat(indent) + painted(row)),
  ].join("\n");
}

/** The rows of a text that begins in column `start` and goes on in column `indent`. */
function layOut(
  text: string,
  start: number,
  indent: number,
  columns: number,
  wrap: typeof wrapNote,
): string[] {
  // As wide as it may be: nothing is measured.
  if (columns === Infinity) return text.split("\n");
  const room = Math.max(columns - indent, minBodyColumns);
  const firstColumns = columns - start;
  if (firstColumns < minBodyColumns) return ["", ...wrap(text, room)];
  return wrap(text, room, firstColumns);
}

function wrapWords(text: string, columns: number, firstColumns?: number): string[] {
  return wrapText(text, columns, unpainted, firstColumns);
}
