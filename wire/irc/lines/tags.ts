/** The form of tags in front of a line: https://ircv3.net/specs/extensions/message-tags */

import { replaceControls } from "./replace_controls.ts";

export type Tags = ReadonlyMap<string, string>;

export const noTags: Tags = new Map();

/** What stands between `@` and the space. Of a key that comes twice the last counts; no value is an empty one. */
export function parseTags(text: string): Tags {
  const tags = new Map<string, string>();
  for (const tag of text.split(";")) {
    const equals = tag.indexOf("=");
    const key = equals < 0 ? tag : tag.slice(0, equals);
    if (key !== "") tags.set(key, equals < 0 ? "" : unescape(tag.slice(equals + 1)));
  }
  return tags;
}

/**
 * From `@` to the space behind them; empty if there are none. An empty value is written as a missing one. A key that
 * would be read as something else is left out.
 */
export function formatTags(tags: Iterable<readonly [key: string, value: string]>): string {
  let text = "";
  for (const [key, value] of tags) {
    if (key === "" || unwritableInKey.test(key)) continue;
    text += `${text === "" ? "@" : ";"}${key}${value === "" ? "" : `=${escape(value)}`}`;
  }
  return text === "" ? "" : `${text} `;
}

const unwritableInKey = /[\0\r\n ;=]/;

const escapes = new Map([[";", "\\:"], [" ", "\\s"], ["\\", "\\\\"], ["\r", "\\r"], ["\n", "\\n"]]);
const escaped = new Map([...escapes].map(([character, escape]) => [escape.slice(1), character]));

function escape(value: string): string {
  return replaceControls(value).replace(
    /[\0; \\\r\n]/g,
    (character) => escapes.get(character) ?? "",
  );
}

/** A backslash before anything else, or at the end, is dropped. */
function unescape(value: string): string {
  if (!value.includes("\\")) return value;
  return value.replace(/\\(.?)/gsu, (_, character: string) => escaped.get(character) ?? character);
}
