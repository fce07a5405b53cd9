import { isMention } from "../../../client/conversations/mention.ts";
import type { SentMessage } from "../../../client/outgoing/sent_messages.ts";
import type { TimelineItem } from "../../../client/conversations/timeline_item.ts";
import type { DirectMessage, MessageKind, RoomMessage } from "../../../protocol.ts";
import { cleanName, cleanText } from "../../clean_text.ts";
import { cutText, fitTextRight } from "../../cells.ts";
import { type Geometry, geometry, type Look, timeText } from "../style/look.ts";
import { happeningText } from "./happening_text.ts";
import { type BodyOptions, messageBody } from "./message_body.ts";
import { type Paint, type Run, unpainted, wrapText } from "../../runs.ts";
import { textWidth } from "../../text_width.ts";

/** What stands left of a text: the time, and the name or a mark. */
interface Head {
  /** Painted. */
  readonly row: string;
  /** The columns of `row`. */
  readonly columns: number;
}

const minFirstColumns = 8;

/**
 * The rows of an item; none where there is nothing to tell. All but the first begin with so many spaces that none
 * can look like the first row of another, and no text can leave its rows.
 */
export function formatItem(item: TimelineItem, look: Look): string[] {
  if (item.type === "said") return formatSaid(item.message, look);
  const told = happeningText(item, look.ownNick);
  if (told === undefined) return [];
  const { theme } = look;
  const paint: Paint = (text) => theme.paint(told.role, text);
  const head = headOf(timeText(told.ts, look), told.mark, paint, look);
  return layOut(
    head,
    look,
    (options) => wrapText(told.text(options.firstColumns), { ...options, paint }),
  );
}

/** As one's own message; a mark behind it tells that it is under way, or why it failed. */
export function formatSent(sent: SentMessage, look: Look): string[] {
  const { theme, ownNick } = look;
  const time = timeText(sent.atMs, look);
  const spoken = { ...sent, from: ownNick };
  if (sent.state === "pending") {
    const paint: Paint = (text) => theme.paint("pending", text);
    return spokenRows(spoken, time, look, { paint, after: { text: " …", paint } });
  }
  const text = ` ✗ ${cleanText(sent.reason ?? "").replaceAll("\n", " ")}`.trimEnd();
  const after = { text, paint: (part: string) => theme.paint("failed", part) };
  return spokenRows(spoken, time, look, { paint: unpainted, after });
}

function formatSaid(message: RoomMessage | DirectMessage, look: Look): string[] {
  const { theme, ownNick } = look;
  const isForOneself = message.from !== ownNick && isMention(message.text, ownNick);
  const paint: Paint = isForOneself ? (text) => theme.paint("mention", text) : unpainted;
  return spokenRows(message, timeText(message.ts, look), look, { paint });
}

interface Spoken {
  readonly from: string;
  readonly text: string;
  readonly kind: MessageKind;
}

function spokenRows(
  { from, text, kind }: Spoken,
  time: string,
  look: Look,
  painting: { readonly paint: Paint; readonly after?: Run },
): string[] {
  const { theme, ownNick } = look;
  const paintName: Paint = from === ownNick
    ? (name) => theme.paint("own", name)
    : (name) => theme.paintNick(from, name);
  const name = cutText(cleanName(from).trim(), look.columns) || "?";
  const isAction = kind === "action";
  const head = isAction ? headOf(time, "*", unpainted, look) : headOf(time, name, paintName, look);
  const before = isAction ? { text: `${name} `, paint: paintName } : undefined;
  return layOut(
    head,
    look,
    (options) => messageBody(cleanText(text), { ...options, ...painting, before }),
  );
}

/** A name that is longer than its column reaches into the text's, but not beyond the row. */
function headOf(time: string, name: string, paint: Paint, look: Look): Head {
  const { nick } = geometry(look);
  const cut = cutText(name, look.columns - time.length);
  const fitted = textWidth(cut) < nick ? fitTextRight(cut, nick) : cut;
  const row = `${look.theme.paint("time", time)}${fitted.slice(0, fitted.length - cut.length)}${
    paint(cut)
  }`;
  return { row, columns: time.length + textWidth(fitted) };
}

/** Puts a body beside its head and, where it is too long for that, below it. */
function layOut(head: Head, look: Look, body: (options: BodyOptions) => string[]): string[] {
  const { theme } = look;
  const { indent }: Geometry = geometry(look);
  const columns = Math.max(1, look.columns - indent);
  const left = look.columns - head.columns - 1;
  const isBeside = left >= Math.min(minFirstColumns, Math.ceil(columns / 3));
  const firstColumns = isBeside ? Math.min(left, columns) : columns;
  const margin = " ".repeat(indent);
  const [first = "", ...others] = body({ theme, columns, firstColumns });
  const below = others.map((row) => margin + row);
  if (isBeside) return [first === "" ? head.row : `${head.row} ${first}`, ...below];
  return first === "" ? [head.row, ...below] : [head.row, margin + first, ...below];
}
