import { parse, type Parsed } from "../../cli/parse.ts";

export interface Run {
  readonly parsed: Parsed;
  /** All that went to either stream, a line feed behind each text. */
  readonly out: string;
  readonly error: string;
}

export interface RunSettings {
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly colors?: boolean;
}

/** Runs `parse` with these variables for an environment, and keeps what it writes. */
export function runParse(args: readonly string[], settings: RunSettings = {}): Run {
  const { env = {}, columns, colors = false } = settings;
  let [out, error] = ["", ""];
  const parsed = parse(args, (name) => Object.hasOwn(env, name) ? env[name] : undefined, {
    out: (text) => out += `${text}\n`,
    error: (text) => error += `${text}\n`,
    columns,
    colors,
  });
  return { parsed, out, error };
}

/** The first line of what `parse` says is wrong; fails if it is content. */
export function errorOf(args: readonly string[], settings?: RunSettings): string {
  const { parsed, out, error } = runParse(args, settings);
  if (parsed.command !== "exit" || parsed.code !== 2 || out !== "") {
    throw new Error(`Expected a usage error of ${args.join(" ")}, but got ${Deno.inspect(parsed)}`);
  }
  return error.split("\n")[0] ?? "";
}
