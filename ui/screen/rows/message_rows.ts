import type { SentMessage } from "../../../client/outgoing/sent_messages.ts";
import type {
  MembershipChanges,
  TimelineItem,
} from "../../../client/conversations/timeline_item.ts";
import type { MessageKind, SaidMessage } from "../../../protocol.ts";
import { parseMarkup, unspaced } from "../../../client/markup.ts";
import { cleanForTerminal, cleanName } from "../../clean_for_terminal.ts";
import { cutText, textWidth } from "../../cells.ts";
import { describe, type Mark, markOf } from "../../../wording/describe.ts";
import { didText } from "../../../wording/did_text.ts";
import { noticeName } from "../../../wording/notice_name.ts";
import { geometry, type Look, timeText } from "../style/look.ts";
import type { ThemeRole } from "../style/theme_styles.ts";
import {
  type BodyLine,
  type BodyPaint,
  bodyRows,
  markupLines,
  noteLines,
  plainLines,
} from "./message_body.ts";
import { type Paint, unpainted } from "../../runs.ts";

interface Spoken {
  readonly ts: number;
  readonly from: string;
  readonly text: string;
  readonly kind: MessageKind;
  /** Said to that person from elsewhere than the conversation with it. */
  readonly to?: string;
}

const minFirstColumns = 8;
/** What is not broken at the end of a row, if it is short; of scripts without spaces a letter. */
const wordAtStart = new RegExp(`^(?:[^\\s${unspaced}]{1,40}|.)`, "su");
const markRoles = { "--": "told", "==": "notice", "!!": "error" } as const;

/**
 * The rows of an item; none where there is nothing to tell. All but the first begin with so many spaces that none
 * can look like the first row of another, and no text can leave its rows.
 */
export function formatItem(item: TimelineItem, look: Look): string[] {
  if (item.type === "said") return formatSaid(item.message, look);
  if (item.type === "echo") {
    return spokenRows(item.message, look, { paint: unpainted, isOwn: true });
  }
  const told = toldText(item, look.ownNick);
  if (told === undefined) return [];
  const mark = markOfItem(item);
  const paint = inRole(markRoles[mark], look);
  const head = headOf(item.ts, mark, paint, look);
  const lines = item.type === "note" ? noteLines : plainLines;
  return layOut(head, look, (columns) => lines(told(columns), paint));
}

function markOfItem(item: TimelineItem): Mark {
  if (item.type === "happened") return markOf(item.message);
  return item.type === "note" && item.isWarning ? "!!" : "--";
}

/** The rows of a message as far as the word that begins there in its text. */
export function formatUpTo(message: SaidMessage, textIndex: number, look: Look): string[] {
  const { text } = message;
  const [word = ""] = wordAtStart.exec(text.slice(textIndex)) ?? [];
  const end = textIndex + word.length;
  // Where that is code, the block ends here.
  const ended = `${text.slice(0, end)}\n${"```"}`;
  const isCode = /^```\s*$/m.test(text.slice(end)) && parseMarkup(ended).at(-1)?.type === "code";
  return formatSaid({ ...message, text: isCode ? ended : text.slice(0, end) }, look);
}

/** As one's own message; a mark behind it tells that it is under way, or why it failed. */
export function formatSent(sent: SentMessage, look: Look): string[] {
  const spoken = { ...sent, ts: sent.atMs, from: look.ownNick };
  if (sent.state === "pending") {
    const paint = inRole("pending", look);
    return spokenRows(spoken, look, { paint, after: { text: " …", paint }, isOwn: true });
  }
  const text = ` ✗ ${cleanForTerminal(sent.reason ?? "").replaceAll("\n", " ")}`.trimEnd();
  return spokenRows(spoken, look, {
    paint: unpainted,
    isOwn: true,
    after: { text, paint: inRole("failed", look) },
  });
}

function formatSaid(message: SaidMessage, look: Look): string[] {
  const { ts, from, text, kind } = message;
  const told = inRole("told", look);
  const did = didText(message, look.own.quotes.of(message));
  if (did !== undefined) {
    const words = cleanForTerminal(`${cleanName(from)} ${did}`);
    return layOut(headOf(ts, "--", told, look), look, () => plainLines(words, told));
  }
  const isOwn = look.own.isOwnMessage(message);
  const isForOneself = kind !== "deleted" && look.own.mentions.has(message);
  const paint = kind === "deleted" ? told : isForOneself ? inRole("mention", look) : unpainted;
  return spokenRows({ ts, from, text, kind }, look, { paint, isOwn });
}

function spokenRows(
  { ts, from, text, kind, to }: Spoken,
  look: Look,
  { isOwn, ...painting }: Omit<BodyPaint, "before"> & { readonly isOwn: boolean },
): string[] {
  const { theme } = look;
  const paintName: Paint = isOwn ? inRole("own", look) : (name) => theme.paintNick(from, name);
  const shown = cutText(cleanName(from).trim(), look.columns) || "?";
  const name = kind === "notice" ? noticeName(shown) : shown;
  const isAction = kind === "action";
  const isHere = to === undefined;
  const mark = isHere ? (isAction ? "*" : name) : `[you → ${cleanName(to)}]`;
  const head = headOf(ts, mark, isHere && isAction ? unpainted : paintName, look);
  const actor = isHere ? `${name} ` : `* ${name} `;
  const before = isAction ? { text: actor, paint: paintName } : undefined;
  return layOut(
    head,
    look,
    () => markupLines(cleanForTerminal(text), theme, { ...painting, before }),
  );
}

function inRole(role: ThemeRole, { theme }: Look): Paint {
  return (text) => theme.paint(role, text);
}

/**
 * What stands left of a text: the time, and the name or a mark. A name that is longer than its column reaches into the
 * text's, but not beyond the row.
 */
function headOf(ts: number, name: string, paint: Paint, look: Look): string {
  const time = timeText(ts, look);
  const cut = cutText(name, look.columns - time.length);
  const margin = " ".repeat(Math.max(0, geometry(look).nick - textWidth(cut)));
  return look.theme.paint("time", time) + margin + paint(cut);
}

/** Puts a body beside its head and, where it is too long for that, below it. */
function layOut(
  head: string,
  look: Look,
  body: (firstColumns: number) => readonly BodyLine[],
): string[] {
  const { indent } = geometry(look);
  const columns = Math.max(1, look.columns - indent);
  const left = look.columns - textWidth(head) - 1;
  const isBeside = left >= Math.min(minFirstColumns, Math.ceil(columns / 3));
  const firstColumns = isBeside ? Math.min(left, columns) : columns;
  const margin = " ".repeat(indent);
  const rows = bodyRows(body(firstColumns), look.theme, columns, firstColumns);
  const [first = "", ...others] = rows;
  const below = others.map((row) => margin + row);
  if (first === "") return [head, ...below];
  return isBeside ? [`${head} ${first}`, ...below] : [head, margin + first, ...below];
}

/** The text of an item that nobody said, clean, by the columns of its first row. Undefined for an item without text. */
function toldText(
  item: Exclude<TimelineItem, { readonly type: "said" | "echo" }>,
  ownNick: string,
): ((columns: number) => string) | undefined {
  if (item.type === "membership") return (columns) => membershipText(item, columns);
  const text = item.type === "happened" ? describe(item.message, ownNick) : item.text;
  return text === undefined ? undefined : () => cleanForTerminal(text);
}

/**
 * One row, as in `→ bob, eve joined · ← carol left · dan came and went · and 12 others`, with as many names as have
 * room.
 */
function membershipText(changes: MembershipChanges, columns: number): string {
  const { joined, left, passed, others } = changes;
  const count = joined.length + left.length + passed.length;
  for (let named = Math.min(count, columns); named > 0; named--) {
    const text = namingText(changes, named);
    if (textWidth(text) <= columns) return text;
  }
  const text = count + others === 1 ? namingText(changes, 1) : `${count + others} came or went`;
  return cutText(text, columns);
}

/** With the first so many names; the others are counted. */
function namingText({ joined, left, passed, others }: MembershipChanges, named: number): string {
  let rest = named;
  const [came, went, both] = [joined, left, passed].map((nicks) => {
    const taken = nicks.slice(0, rest);
    rest -= taken.length;
    return taken.map(cleanName).join(", ");
  });
  const unnamed = others + joined.length + left.length + passed.length - named;
  return [
    ...came ? [`→ ${came} joined`] : [],
    ...went ? [`← ${went} left`] : [],
    ...both ? [`${both} came and went`] : [],
    ...unnamed > 0 ? [`and ${unnamed} ${unnamed === 1 ? "other" : "others"}`] : [],
  ].join(" · ");
}
