import { or } from "@optique/core/constructs";
import { type RunOptions, runParserSync } from "@optique/core/facade";
import {
  commandLine,
  createMessageFormatter,
  lineBreak,
  type Message,
  message,
} from "@optique/core/message";
import { map } from "@optique/core/modifiers";
import type { Parser } from "@optique/core/parser";
import config from "../deno.json" with { type: "json" };
import { type ClientCommandLine, clientOptions } from "./client_options.ts";
import { examples } from "./examples.ts";
import { type HistoryCommandLine, historyOptions } from "./history_options.ts";
import type { Env } from "../helpers/env.ts";
import { type ServerCommandLine, serverOptions } from "./server_options.ts";
import { theme } from "./theme.ts";
import { unexpectedInput } from "./unexpected_input.ts";

export type Parsed =
  | { readonly command: "server"; readonly options: ServerCommandLine }
  | { readonly command: "client"; readonly options: ClientCommandLine }
  | { readonly command: "history"; readonly options: HistoryCommandLine }
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
  const usages = new Map([
    ["server", server.usage],
    ["client", client.usage],
    ["history", history.usage],
  ]);
  return or(
    map(server, (options): Parsed => ({ command: "server", options })),
    map(client, (options): Parsed => ({ command: "client", options })),
    map(history, (options): Parsed => ({ command: "history", options })),
    { errors: { unexpectedInput: (word) => unexpectedInput(word, args[0], usages) } },
  );
}

function withHint(error: Message, first = ""): Message {
  const command = ["server", "client", "history", "completion"].includes(first) ? `${first} ` : "";
  const help = commandLine(`chatroom ${command}--help`);
  return message`Error: ${error}${lineBreak()}Try ${help} for what is allowed.`;
}
