/** As in `/leave [ROOM]  leave this room, or another`, and in a second line what else it is called. */
export function explainCommand(
  { usage, summary, aliases = [] }: {
    readonly usage: string;
    readonly summary: string;
    readonly aliases?: readonly string[];
  },
): string {
  const also = aliases.map((name) => `/${name}`).join(", ");
  return `${usage}  ${summary}${also === "" ? "" : `\nAlso: ${also}`}`;
}
