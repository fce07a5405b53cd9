/** What a piece of the screen is; a theme says how that looks. */
export type Role =
  | "time"
  /** What is not said: joins, leaves, what the client tells. */
  | "told"
  | "notice"
  | "error"
  /** One's own nick. */
  | "own"
  /** A message with one's own nick in it. */
  | "mention"
  | "bold"
  | "italic"
  | "code"
  | "link"
  | "dayLine"
  | "readLine"
  /** Not acknowledged yet. */
  | "pending"
  | "failed"
  | "border"
  | "prompt"
  | "status"
  | "statusGood"
  | "statusWaiting"
  | "statusBad"
  | "title"
  | "current"
  | "unread"
  | "mentioned"
  | "away"
  | "selected"
  | "found";

/** How many colours a terminal has; 0 with `NO_COLOR`. */
export type ColorDepth = 0 | 16 | 256;

export interface Theme {
  /** Text with SGR around it (ECMA-48), which ends what it begins and nothing else; may be nested. */
  paint(role: Role, text: string): string;
  /** In the nick's own colour, always the same. */
  paintNick(nick: string, text?: string): string;
}
