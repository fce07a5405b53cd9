/** What `WHO` is asked to tell, and in which form: https://ircv3.net/specs/extensions/whox */

/** By the letters they are asked for with, in the order in which they are told. */
const fields = {
  t: "token",
  c: "channel",
  u: "user",
  i: "address",
  h: "host",
  s: "server",
  n: "nick",
  f: "flags",
  d: "hops",
  l: "idleSeconds",
  a: "account",
  o: "level",
  r: "realName",
} as const;

export type WhoxField = Exclude<(typeof fields)[keyof typeof fields], "token">;

export interface WhoxRequest {
  /** What stands in front of the percent sign: `o` asks for operators only. */
  readonly flags: string;
  /** Letters that are known. */
  readonly letters: ReadonlySet<string>;
  /** Up to three digits; `0` if there were none. */
  readonly token: string;
}

/** `flags%letters,token`; undefined without any letter that is known, which asks in the old form. */
export function parseWhox(text: string): WhoxRequest | undefined {
  const [, flags = "", asked = "", token = "0"] = /^([^%]*)%([a-z]*)(?:,(\d{1,3}))?/.exec(text) ??
    [];
  const letters = new Set([...asked].filter((letter) => Object.hasOwn(fields, letter)));
  return letters.size === 0 ? undefined : { flags, letters, token };
}

/** What stands behind the client's nick in 354. */
export function whoxParams(
  { letters, token }: WhoxRequest,
  person: Readonly<Record<WhoxField, string>>,
): readonly string[] {
  return Object.entries(fields).filter(([letter]) => letters.has(letter))
    .map(([, field]) => field === "token" ? token : person[field]);
}
