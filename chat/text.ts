// deno-lint-ignore-file no-control-regex -- they are what is looked for
import { codePoints, isLonger } from "../helpers/text/text_length.ts";
import { escapeSequence } from "../helpers/text/escape_sequence.ts";
import { quotedStart } from "../helpers/text/quoted.ts";
import { showsSomething } from "../helpers/text/shows_something.ts";
import { type KnownErrorCode, limits, type MessageKind } from "../protocol.ts";
import { ChatError } from "./chat_error.ts";

/** Most that is said: nothing of it is to be looked at twice. */
const plain =
  /^[^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\p{M}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Surrogate}\ufff9-\ufffb]*$/u;

/**
 * What can move a cursor or reorder text: C0 but newline and tab, DEL, C1, bidirectional controls (Unicode's
 * Bidi_Control property), lone surrogates and the marks of annotations between lines.
 */
const controls = /[\x00-\x08\x0b-\x1f\x7f-\x9f\p{Bidi_Control}\p{Surrogate}\ufff9-\ufffb]/u;

const unsafe = new RegExp(`${escapeSequence}|${controls.source}`, "gu");

/** Line and paragraph separator: a new line to some programs, so one to all. */
const separators = /[\u2028\u2029]/g;

/** What adds to a letter, marks and joiners, beyond 16 at once: more are in no language, and take long to normalize. */
const excessAdditions =
  /([\p{M}\p{Default_Ignorable_Code_Point}]{16})[\p{M}\p{Default_Ignorable_Code_Point}]+/gu;

/** Letters of scripts in which a joiner changes how they are written, as in Persian and in those of India. */
const joined =
  /[[\p{L}\p{M}]--[\p{scx=Latin}\p{scx=Greek}\p{scx=Cyrillic}\p{scx=Armenian}\p{scx=Georgian}\p{scx=Hebrew}\p{scx=Hangul}\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Inherited}\p{scx=Common}\p{Default_Ignorable_Code_Point}]]/v
    .source;
/** Scripts without spaces, in which a zero width space tells words apart. */
const unspaced =
  /[[\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Tai_Le}\p{scx=Tai_Tham}]--\p{Default_Ignorable_Code_Point}]/v
    .source;
/** What has variants that are chosen by a selector after it (Unicode's StandardizedVariants.txt, and UTS #37). */
const varied =
  /[[\p{S}\p{P}\p{Extended_Pictographic}\p{scx=Han}\p{scx=Myanmar}\p{scx=Phags_Pa}\p{scx=Egyptian_Hieroglyphs}]--[\p{ASCII}\p{Default_Ignorable_Code_Point}]]/v
    .source;

/** Where an invisible character is a part of what is written. */
const needed = [
  `(?<=${joined})[\\u200c\\u200d]|[\\u200c\\u200d](?=${joined})`,
  `(?<=${unspaced})\\u200b|\\u200b(?=${unspaced})`,
  `(?<=${varied})[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]`,
  "(?<=[\\u1820-\\u18aa])[\\u180b-\\u180f]",
  // Emoji (UTS #51): on a key, of several parts, and the flags of a country's parts.
  "(?<=[0-9#*])\\ufe0f(?=\\u20e3)",
  "(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}]\\ufe0f?)\\u200d(?=\\p{Extended_Pictographic})",
  "(?<=\\u{1f3f4})[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{3,6}\\u{e007f}",
].join("|");

/** What hides text in text, or parts a word unseen: default-ignorable characters, after what is needed of them. */
const ignorable = new RegExp(`(${needed})|\\p{Default_Ignorable_Code_Point}`, "gv");

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Text of one or more lines, with nothing left in it that could move a cursor, forge a line or hide text. */
export function cleanText(text: string): string {
  if (plain.test(text)) return text;
  return text.replace(unsafe, "").replace(separators, "\n").replace(excessAdditions, "$1")
    .replace(ignorable, "$1");
}

/** The same for what must stay on one line: newlines and tabs become spaces. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/[\n\t]/g, " ");
}

/** Throws `not_allowed` for what the server alone says. */
export function parseKind(kind: MessageKind): MessageKind {
  if (kind !== "deletion" && kind !== "deleted" && kind !== "topic") return kind;
  throw new ChatError("not_allowed", `Only the server says what is of the kind "${kind}"`);
}

/** What somebody said, cleaned; a string of its own, as by `ownCopy`. Throws `text_empty` or `text_too_long`. */
export function parseText(raw: string): string {
  const text = cleanText(raw).trimEnd();
  if (!showsSomething(text)) {
    throw new ChatError("text_empty", "There is nothing to say: the text is empty");
  }
  const bytes = encoder.encode(text);
  if (bytes.length > limits.textBytes) {
    throw new ChatError(
      "text_too_long",
      `The text has ${bytes.length} bytes; at most ${limits.textBytes} are allowed`,
    );
  }
  return decoder.decode(bytes);
}

/** A room's topic, cleaned; empty, or nothing that shows, clears it. Throws `topic_too_long`. */
export function parseTopic(raw: string): string {
  return parseLine(raw, "topic_too_long", "topic", limits.topicLength);
}

/** Why somebody is away, cleaned; empty, or nothing that shows, says nothing. Throws `text_too_long`. */
export function parseAway(raw: string): string {
  return parseLine(raw, "text_too_long", "reason", limits.awayLength);
}

function parseLine(raw: string, code: KnownErrorCode, what: string, maxLength: number): string {
  const line = ownCopy(cleanLine(raw).trim());
  if (!showsSomething(line)) return "";
  if (!isLonger(line, maxLength)) return line;
  const length = codePoints(line);
  const problem = `The ${what} has ${length} characters; at most ${maxLength} are allowed`;
  throw new ChatError(code, problem);
}

/** Last words, cleaned and cut to a topic's length; undefined if nothing is left. */
export function parseLastWords(raw: string): string | undefined {
  const text = ownCopy([...cleanLine(raw).trim()].slice(0, limits.topicLength).join(""));
  return showsSomething(text) ? text : undefined;
}

/** Characters that show nothing, among them letters such as the Hangul filler: not to be in names. */
export const invisible = /\p{Default_Ignorable_Code_Point}/u;

/**
 * A name in the form in which names are compared: NFKC (UAX #15), after `fold`. Undefined if that has more than
 * `maxLength` code points, which is told without looking at all of a very long one.
 */
export function normalizeName(
  raw: string,
  maxLength: number,
  fold: (name: string) => string = (name) => name,
): string | undefined {
  // More than any name of the allowed length has before it is normalized.
  if (raw.length > 8 * maxLength) return undefined;
  const name = fold(raw.normalize("NFKC")).normalize("NFKC");
  return isLonger(name, maxLength) ? undefined : name;
}

const quotedLength = 40;

/** What came from outside, for an error text: on one line, shortened, in quotes, with escapes for what is not seen. */
export function quote(text: string): string {
  return quotedStart(text, quotedLength);
}

/**
 * A string of its own. One that was cut out of a longer one keeps the whole of that in memory, in V8 at least,
 * so what is to be kept of what a client sent is copied. Text must have no lone surrogates any more.
 */
export function ownCopy(text: string): string {
  return decoder.decode(encoder.encode(text));
}
