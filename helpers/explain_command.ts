interface ExplainedCommand {
  readonly usage: string;
  readonly summary: string;
  readonly aliases?: readonly string[];
}

/** A longer usage has a line of its own, so that one does not push all summaries aside. */
const usageColumns = 20;

/** As in `/leave [ROOM]  leave this room, or another`, and in a second line what else it is called. */
export function explainCommand({ usage, summary, aliases = [] }: ExplainedCommand): string {
  const also = aliases.map((name) => `/${name}`).join(", ");
  return `${usage}  ${summary}${also === "" ? "" : `\nAlso: ${also}`}`;
}

/** What `/help` shows: each command with what it does, one below the other. */
export function listCommands(commands: readonly ExplainedCommand[]): string {
  const lines = commands.map(({ usage, summary }) =>
    usage.length > usageColumns
      ? `${usage}\n${" ".repeat(usageColumns)}  ${summary}`
      : `${usage.padEnd(usageColumns)}  ${summary}`
  );
  return [...lines, "What begins with no slash is said; //text says /text."].join("\n");
}
