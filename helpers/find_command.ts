/** What a person may type behind a slash. */
export interface NamedCommand {
  readonly name: string;
  readonly aliases?: readonly string[];
}

/** The command of that name, else with that alias; in any case, with or without the slash. */
export function findCommand<Command extends NamedCommand>(
  commands: readonly Command[],
  typed: string,
): Command | undefined {
  const wanted = typed.replace(/^\//, "").toLowerCase();
  return commands.find(({ name }) => name === wanted) ??
    commands.find(({ aliases = [] }) => aliases.includes(wanted));
}
