import type { SaidMessage } from "../protocol.ts";

/**
 * What somebody did that comes as a message and was not said in so many words, behind who it was; undefined for what was.
 * `quote`: the beginning of what a reaction is to, where that is known.
 */
export function didText(
  { kind, text }: Pick<SaidMessage, "kind" | "text">,
  quote?: string,
): string | undefined {
  const to = quote === undefined ? "" : ` to "${quote}"`;
  switch (kind) {
    case "deletion":
    case "topic":
      return text;
    case "reaction":
      return `reacted ${text}${to}`;
    case "unreaction":
      return `took back ${text}${to}`;
    default:
      return undefined;
  }
}
