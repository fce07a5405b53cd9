import { parseTime } from "./time.ts";

/** A message's `msgid`: its `seq` in base 36. */
export function formatMsgid(seq: number): string {
  return seq.toString(36);
}

const form = /^[\da-z]{1,11}$/;

/** The `seq`; undefined for what `formatMsgid` does not write. */
export function parseMsgid(msgid: string): number | undefined {
  if (!form.test(msgid)) return undefined;
  const seq = Number.parseInt(msgid, 36);
  return Number.isSafeInteger(seq) && formatMsgid(seq) === msgid ? seq : undefined;
}

/** Where something is in a history: https://ircv3.net/specs/extensions/chathistory */
export type Selector =
  | { readonly kind: "msgid"; readonly seq: number }
  | { readonly kind: "timestamp"; readonly ms: number };

/** `msgid=…` or `timestamp=…`; undefined for anything else, `*` among it. */
export function parseSelector(text: string): Selector | undefined {
  const equals = text.indexOf("=");
  const [kind, value] = [text.slice(0, equals), text.slice(equals + 1)];
  if (kind === "msgid") {
    const seq = parseMsgid(value);
    return seq === undefined ? undefined : { kind, seq };
  }
  if (kind !== "timestamp") return undefined;
  const ms = parseTime(value);
  return ms === undefined ? undefined : { kind, ms };
}
