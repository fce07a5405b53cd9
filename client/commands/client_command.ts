import type { CommandSummary } from "../../protocol.ts";
import type { SettingCommand } from "../settings/setting_commands.ts";
import type { SettingsFace } from "./face.ts";

/**
 * Runs a command in the current conversation; `args` as typed behind it, `all` what may be typed at the face. False: the
 * server is to run it.
 */
type Run<F> = (face: F, args: string, all: readonly CommandSummary[]) => false | void;

/** A command that a client knows, or knows better than the server; `F` is the face that it needs. */
export interface ClientCommand<F> extends CommandSummary {
  readonly run: Run<F>;
}

/** Named by the first word of `usage`. */
export function clientCommand<F>(
  usage: string,
  summary: string,
  run: Run<F>,
  aliases: readonly string[] = [],
): ClientCommand<F> {
  return { name: usage.slice(1).split(" ", 1)[0] ?? "", aliases, usage, summary, run };
}

export function commandOfSetting<S>(command: SettingCommand<S>): ClientCommand<SettingsFace<S>> {
  return { ...command, run: (face, args) => changeSetting(face, command, args) };
}

/** Changes what the command is for, or tells why not, or what is set. */
export function changeSetting<S>(
  face: SettingsFace<S>,
  command: SettingCommand<S>,
  args: string,
): void {
  const { changes, text } = command.run(args, face.settings, face.state);
  if (changes === undefined) face.tell(text);
  else face.changeSettings(changes, text);
}
