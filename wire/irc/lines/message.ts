/** The form of a line: https://modern.ircdocs.horse/#client-to-server-protocol-structure */

import { upperCase } from "./casemapping.ts";
import { cutToLine } from "./line.ts";
import { formatTags, noTags, parseTags, type Tags } from "./tags.ts";
import { replaceControls } from "./replace_controls.ts";

export interface IrcMessage {
  readonly tags: Tags;
  /** Without the colon. What a client writes there means nothing. */
  readonly source?: string;
  /** In upper case. */
  readonly command: string;
  readonly params: readonly string[];
}

/**
 * A line without what ends it. Undefined where there is no command, as in an empty line, which is passed over. NUL, CR
 * and LF, which no line has, are taken out.
 */
export function parseMessage(line: string): IrcMessage | undefined {
  const text = notInLines.test(line) ? line.replace(allNotInLines, "") : line;
  let at = skipSpaces(text, 0);
  let tags = noTags;
  let source: string | undefined;
  if (text[at] === "@") {
    const end = endOfWord(text, at);
    tags = parseTags(text.slice(at + 1, end));
    at = skipSpaces(text, end);
  }
  if (text[at] === ":") {
    const end = endOfWord(text, at);
    source = text.slice(at + 1, end);
    at = skipSpaces(text, end);
  }
  const end = endOfWord(text, at);
  if (end === at || text[at] === "@" || text[at] === ":") return undefined;
  const command = upperCase(text.slice(at, end));
  const params = parseParams(text, skipSpaces(text, end));
  return source === undefined ? { tags, command, params } : { tags, source, command, params };
}

function parseParams(text: string, start: number): readonly string[] {
  const params: string[] = [];
  for (let at = start; at < text.length;) {
    if (text[at] === ":") return [...params, text.slice(at + 1)];
    const end = endOfWord(text, at);
    params.push(text.slice(at, end));
    at = skipSpaces(text, end);
  }
  return params;
}

function endOfWord(text: string, start: number): number {
  const space = text.indexOf(" ", start);
  return space < 0 ? text.length : space;
}

function skipSpaces(text: string, start: number): number {
  let at = start;
  while (text[at] === " ") at++;
  return at;
}

export interface OutgoingMessage {
  readonly tags?: Iterable<readonly [key: string, value: string]>;
  readonly source?: string;
  readonly command: string;
  readonly params?: readonly string[];
  /** The last parameter gets its colon also where it needs none. */
  readonly trailing?: boolean;
}

/**
 * A line without what ends it. Whatever the parts hold, it is one line with that command and those parameters in their
 * places: NUL, CR and LF become spaces, and what else could move a cursor or reorder text U+FFFD; spaces in the source are
 * left out, and a parameter that can only stand last (empty, with a space in it, or a colon in front) is `*` elsewhere.
 * What does not fit in 512 bytes is cut off at the end, as where somebody's own words are repeated to it: what must be
 * whole is to be made to fit before.
 */
export function formatMessage(message: OutgoingMessage): string {
  const { tags, source, command, params = [], trailing = false } = message;
  let line = "";
  if (source !== undefined && source !== "") line += `:${clean(source).replaceAll(" ", "")} `;
  line += command;
  const last = params.length - 1;
  params.forEach((each, index) => {
    const param = clean(each);
    if (index < last) line += ` ${isMiddle(param) ? param : "*"}`;
    else line += trailing || !isMiddle(param) ? ` :${param}` : ` ${param}`;
  });
  return (tags === undefined ? "" : formatTags(tags)) + cutToLine(line);
}

function isMiddle(param: string): boolean {
  return param !== "" && param[0] !== ":" && !param.includes(" ");
}

function clean(part: string): string {
  return replaceControls(notInLines.test(part) ? part.replace(allNotInLines, " ") : part);
}

const notInLines = /[\0\r\n]/;
const allNotInLines = new RegExp(notInLines, "g");
