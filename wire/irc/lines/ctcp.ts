/** What clients say to each other in a frame within a message: https://modern.ircdocs.horse/ctcp */

import { upperCase } from "./casemapping.ts";

const delimiter = "\x01";

export interface Ctcp {
  /** In upper case; `ACTION` is what `/me` writes. */
  readonly command: string;
  readonly params: string;
}

/**
 * What a message of nothing but a frame says; undefined for text. The second delimiter may be missing. Nothing is
 * quoted within: that is not done any more.
 */
export function parseCtcp(text: string): Ctcp | undefined {
  if (text[0] !== delimiter) return undefined;
  const end = text.indexOf(delimiter, 1);
  if (end >= 0 && end < text.length - 1) return undefined;
  const body = end < 0 ? text.slice(1) : text.slice(1, end);
  const space = body.indexOf(" ");
  const command = space < 0 ? body : body.slice(0, space);
  if (command === "") return undefined;
  return { command: upperCase(command), params: space < 0 ? "" : body.slice(space + 1) };
}

/** One frame, whatever its parts hold. */
export function formatCtcp({ command, params }: Ctcp): string {
  const body = withoutDelimiters(params === "" ? command : `${command} ${params}`);
  return delimiter + body + delimiter;
}

/** Text that no client takes for a frame. */
export function withoutDelimiters(text: string): string {
  return text.includes(delimiter) ? text.replaceAll(delimiter, "") : text;
}
