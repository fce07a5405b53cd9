import { localDay, localTime } from "../../helpers/text/local_time.ts";
import { type PageMessage, type SaidMessage, type ServerMessage } from "../../protocol.ts";
import { describe, describeResults, markOf, type ToldMessage } from "../../wording/describe.ts";
import { didText } from "../../wording/did_text.ts";
import { noticeName } from "../../wording/notice_name.ts";
import { wrap } from "./wrap.ts";

/** What lines depend on, besides messages. */
export interface Look {
  /** Where the person is: of what happens elsewhere the room is named. */
  readonly room?: string;
  /** The terminal knows them. */
  readonly colors: boolean;
  /** Of the terminal; absent where they are not known: then nothing is wrapped. */
  readonly columns?: number;
}

/** Behind the first line of what was said, and of what is told. No first line begins with a blank. */
const saidIndent = "      ";
const toldIndent = "   ";
const [dim, bold, plain] = ["\x1b[2m", "\x1b[1m", "\x1b[m"] as const;

/**
 * The lines of a message; none where there is nothing to tell. What is said begins with its time and who said it, all else
 * with a mark that no nick can have, and what follows on further lines with blanks: nobody can forge one by what they
 * type. `own`: one's own nick, or empty for what many get.
 */
export function linesOf(message: ServerMessage, look: Look, own: string): readonly string[] {
  switch (message.type) {
    case "message":
    case "direct":
      return saidLines(message, look, own);
    case "history":
    case "directs":
      return pageLines(message, look, own);
    case "results": {
      const { head, more, unsearched } = describeResults(message);
      const found = message.messages.flatMap((each) =>
        saidLines(each, { ...look, room: undefined }, own, `${localDay(each.ts)} `)
      );
      const notes = [unsearched, more].filter((note) => note !== undefined);
      return [...note(head, look), ...found, ...notes.flatMap((text) => note(text, look))];
    }
    default: {
      const text = describe(message, own);
      return text === undefined ? [] : toldLines(message, text, look);
    }
  }
}

/** What the server tells of itself, in this dialect alone. */
export function note(text: string, look: Look, mark = "--"): readonly string[] {
  return lay(`${mark} `, text, toldIndent, look);
}

/** A new day has begun. */
export function dayLine(ts: number): string {
  return `-- ${localDay(ts)}`;
}

function saidLines(
  message: SaidMessage,
  look: Look,
  own: string,
  day = "",
): readonly string[] {
  const { from, ts, kind, text } = message;
  const isDirect = message.type === "direct";
  const place = isDirect ? "" : placeOf(message.room, look);
  const name = (nick: string) => bolded(nick === own ? "you" : nick, look);
  const sender = isDirect ? name(from) : bolded(from, look);
  const isNotice = kind === "notice";
  const speaker = isNotice ? noticeName(sender) : sender;
  const whom = isDirect ? `${speaker} -> ${name(message.to)}` : speaker;
  const start = `${dimmed(`${day}${localTime(ts)}`, look)} ${place}`;
  const did = didText(message);
  if (did !== undefined) return lay(`${start}-- ${whom} `, did, saidIndent, look);
  const head = kind === "action" ? `* ${whom} ` : isNotice && !isDirect ? `${whom} ` : `${whom}: `;
  return lay(`${start}${head}`, text, saidIndent, look);
}

/** Oldest first, with each day that begins in it; today's is not told. */
function pageLines(page: PageMessage, look: Look, own: string): readonly string[] {
  const { messages } = page;
  const [last] = messages.slice(-1);
  if (last === undefined) return [];
  let day = localDay(Date.now());
  const lines = [...note(pageTitle(page, look), look)];
  for (const message of messages) {
    const begun = localDay(message.ts);
    if (begun !== day) lines.push(dayLine(message.ts));
    day = begun;
    lines.push(...saidLines(message, look, own));
  }
  return [...lines, "-- now"];
}

function pageTitle(page: PageMessage, look: Look): string {
  if (page.type === "directs") return "earlier direct messages";
  const place = placeOf(page.room, look).trim();
  return place === "" ? "earlier" : `earlier in ${place}`;
}

function toldLines(message: ToldMessage, text: string, look: Look): readonly string[] {
  const mark = markOf(message);
  // The words of these two name the room.
  const isNamed = message.type === "joined" || message.type === "left";
  const place = isNamed || !("room" in message) ? "" : placeOf(message.room, look);
  if (!("ts" in message) || message.ts === undefined || isNamed) {
    return lay(`${mark} ${place}`, text, toldIndent, look);
  }
  return lay(
    `${dimmed(localTime(message.ts), look)} ${place}${mark} `,
    text,
    saidIndent,
    look,
  );
}

function placeOf(room: string | undefined, look: Look): string {
  return room === undefined || room === look.room ? "" : `#${room} `;
}

function lay(start: string, text: string, indent: string, look: Look): readonly string[] {
  const { columns } = look;
  const lines = `${start}${text}`.split("\n");
  const rows = columns === undefined ? lines : lines.flatMap((line, index) => {
    const isFirst = index === 0;
    return wrap(line, isFirst ? columns : columns - indent.length, columns - indent.length);
  });
  return rows.map((row, index) => index === 0 ? row : `${indent}${row}`);
}

function dimmed(text: string, { colors }: Look): string {
  return colors ? `${dim}${text}${plain}` : text;
}

function bolded(text: string, { colors }: Look): string {
  return colors ? `${bold}${text}${plain}` : text;
}
