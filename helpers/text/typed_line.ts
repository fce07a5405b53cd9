/** What a person means by a line. Only what begins with a slash is a command; `//` says a slash. */
export type TypedLine =
  | { readonly type: "nothing" }
  | { readonly type: "say"; readonly text: string }
  /** `name` without the slash. */
  | { readonly type: "command"; readonly name: string; readonly args: string };

export function parseTypedLine(line: string): TypedLine {
  if (line.trim() === "") return { type: "nothing" };
  if (line.startsWith("//")) return { type: "say", text: line.slice(1) };
  const [, name, args = ""] = /^\/(\S+)\s*(.*)$/s.exec(line) ?? [];
  return name === undefined ? { type: "say", text: line } : { type: "command", name, args };
}

/** What stands behind `/msg`: whom it is for, and what is said; both empty where there is nothing. */
export function parseTold(args: string): { readonly nick: string; readonly text: string } {
  const [, nick = "", text = ""] = /^@?(\S*)\s*(.*)$/s.exec(args.trim()) ?? [];
  return { nick, text };
}
