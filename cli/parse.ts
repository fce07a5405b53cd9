import { or } from "@optique/core/constructs";
import { type RunOptions, runParserSync } from "@optique/core/facade";
import {
  commandLine,
  createMessageFormatter,
  lineBreak,
  type Message,
  message,
  text,
  value,
} from "@optique/core/message";
import { map } from "@optique/core/modifiers";
import type { Parser } from "@optique/core/parser";
import { findSimilar } from "@optique/core/suggestion";
import { defaultTerminalTheme, type TerminalTheme } from "@optique/core/terminal";
import { extractOptionNames, type Usage } from "@optique/core/usage";
import config from "../deno.json" with { type: "json" };
import { quotedStart } from "../helpers/text/quoted.ts";
import type { Env } from "../helpers/env.ts";
import { type AdminCommandLine, adminOptions } from "./admin_options.ts";
import { type ClientCommandLine, clientOptions } from "./client_options.ts";
import { type HistoryCommandLine, historyOptions } from "./history_options.ts";
import { examples } from "./option.ts";
import { type ServerCommandLine, serverOptions } from "./server_options.ts";

export type Parsed =
  | { readonly command: "server"; readonly options: ServerCommandLine }
  | { readonly command: "client"; readonly options: ClientCommandLine }
  | { readonly command: "history"; readonly options: HistoryCommandLine }
  | { readonly command: "admin"; readonly options: AdminCommandLine }
  /** Done: help, the version, a completion or an error has been written. */
  | { readonly command: "exit"; readonly code: number };

/** Where `parse` writes. Texts come without their last line feed, as for `console.log`. */
export interface Output {
  out(text: string): void;
  error(text: string): void;
  /** How wide lines may be; absent, they are not broken. */
  readonly columns?: number;
  readonly colors: boolean;
}

const usageError = 2;

/** Columns: narrower, the help's two no longer fit; wider, lines are hard to read. */
const narrowest = 60;
const widest = 100;

/** Of what was typed, in UTF-16 code units: all of a link that is only mistyped. */
const maxQuoted = 256;

/**
 * The library's looks but for its quotes. Names and command lines go without, because a backtick
 * pasted into a shell runs something. Values keep theirs in colour too, so that an empty one shows.
 */
const theme: TerminalTheme = {
  optionName: (term, context) =>
    defaultTerminalTheme.optionName(term, { ...context, text: asTyped(term.optionName) }),
  metavar: (term, context) =>
    defaultTerminalTheme.metavar(term, { ...context, text: term.metavar }),
  envVar: (term, context) => defaultTerminalTheme.envVar(term, { ...context, text: term.envVar }),
  commandLine: (term, context) =>
    defaultTerminalTheme.commandLine(term, { ...context, text: term.commandLine }),
  value: (term, context) => {
    const text = context.usage === undefined ? quotedStart(term.value, maxQuoted) : term.value;
    return defaultTerminalTheme.value(term, { ...context, text });
  },
  values: (term) => ({ type: "text", text: term.values.map(asTyped).join(" ") }),
};

/** Reads the command line, without the program's name, and the variables that stand in for options. */
export function parse(args: readonly string[], env: Env, output: Output): Parsed {
  if (args.length > 0) return run(args, env, output);
  run(["--help"], env, { ...output, out: (text) => output.error(text) });
  return { command: "exit", code: usageError };
}

function run(args: readonly string[], env: Env, output: Output): Parsed {
  const { colors, columns = 0 } = output;
  const layout = { colors, maxWidth: columns < narrowest ? undefined : Math.min(columns, widest) };
  const onShow = (code: number): Parsed => ({ command: "exit", code });
  const options: RunOptions<Parsed, Parsed> = {
    ...layout,
    theme,
    termWidth: "auto",
    brief: message`A chat service in one executable.`,
    usageLine: [{ type: "literal", value: "COMMAND [OPTION...]" }],
    footer: examples("chatroom server", "chatroom client 192.168.1.20", "chatroom server --help"),
    help: { command: true, option: { names: ["-h", "--help"] }, onShow },
    version: { option: true, value: `chatroom ${config.version}`, onShow },
    completion: { command: true, onShow },
    stdout: (text) => output.out(text),
    // The error is told below: the library would put every command's usage in front of some.
    stderr: () => {},
    onError: (_code, error) => {
      output.error(createMessageFormatter(theme)(withHint(error, args[0]), layout));
      return { command: "exit", code: usageError };
    },
  };
  return runParserSync(commands(args, env), "chatroom", args, options);
}

function commands(args: readonly string[], env: Env): Parser<"sync", Parsed, unknown> {
  const server = serverOptions(env);
  const client = clientOptions(env);
  const history = historyOptions(env);
  const admin = adminOptions(env);
  const usages = new Map(
    Object.entries({ server, client, history, admin }).map(([name, { usage }]) => [name, usage]),
  );
  return or(
    map(server, (options): Parsed => ({ command: "server", options })),
    map(client, (options): Parsed => ({ command: "client", options })),
    map(history, (options): Parsed => ({ command: "history", options })),
    map(admin, (options): Parsed => ({ command: "admin", options })),
    { errors: { unexpectedInput: (word) => unexpectedInput(word, args[0], usages) } },
  );
}

function withHint(error: Message, first = ""): Message {
  const names = ["server", "client", "history", "admin", "completion"];
  const command = names.includes(first) ? `${first} ` : "";
  const help = commandLine(`chatroom ${command}--help`);
  return message`Error: ${error}${lineBreak()}Try ${help} for what is allowed.`;
}

/** Options that are understood without a command. */
const rootWords = ["help", "completion", "--help", "--version"];

/**
 * The error for a word that nothing takes, behind the command `first` or, where that is none of the
 * commands, in its place.
 */
function unexpectedInput(
  word: string,
  first: string | undefined,
  commands: ReadonlyMap<string, Usage>,
): Message {
  const usage = commands.get(first ?? "");
  const isOption = word.startsWith("-");
  const name = isOption ? word.replace(/=.*$/s, "") : word;
  const what = isOption ? "option" : usage === undefined ? "command" : "argument";
  const nearest = nearestOf(name, usage, commands);
  const error = message`Unknown ${text(what)} ${value(name)}.`;
  return nearest === undefined ? error : message`${error} Did you mean ${commandLine(nearest)}?`;
}

/** Of the command's options or, without a command, of the commands and of what they take. */
function nearestOf(
  name: string,
  usage: Usage | undefined,
  commands: ReadonlyMap<string, Usage>,
): string | undefined {
  if (usage !== undefined) {
    const options = [...extractOptionNames(usage), "--help"];
    // Behind `--` nothing is an option, so even a known name is unexpected there.
    return options.includes(name) ? undefined : findSimilar(name, options)[0];
  }
  // An option before its command, or without one, is a common mistake.
  const owner = [...commands].find(([, usage]) => extractOptionNames(usage).has(name));
  if (owner !== undefined) return `chatroom ${owner[0]} ${name}`;
  return findSimilar(name, [...commands.keys(), ...rootWords])[0];
}

/** Quoted only where a shell would want quotes. */
function asTyped(word: string): string {
  const isPlain = word.length <= maxQuoted && /^[\w./:=,+-]+$/.test(word);
  return isPlain ? word : quotedStart(word, maxQuoted);
}
