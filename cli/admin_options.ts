import { object } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import { multiple, withDefault } from "@optique/core/modifiers";
import type { InferValue, Parser } from "@optique/core/parser";
import { argument, command, flag } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import type { Env } from "../helpers/env.ts";
import { examples, valueOption } from "./option.ts";
import { pathOf } from "./value_parsers.ts";

/** `words`: the command and what stands behind it; none for the console. */
export type AdminCommandLine = InferValue<ReturnType<typeof settings>>;

/** `chatroom admin`, with its help. */
export function adminOptions(env: Env): Parser<"sync", AdminCommandLine, unknown> {
  return command("admin", settings(env), {
    brief: message`Runs a server that is on this machine, from any terminal or script.`,
    description:
      message`Speaks to the server that has the directory, as its owner. With a command it runs that and exits, with 1 if it was refused. Without one it is the server's console or, where no terminal is, runs each line of its input.`,
    usageLine: [{ type: "literal", value: "[OPTION...] [COMMAND [ARGUMENT...]]" }],
    footer: examples(
      "chatroom admin",
      "chatroom admin who lobby",
      "chatroom admin --data ./history kick bob too loud",
      "chatroom admin audit --json",
      "chatroom admin stop",
    ),
  });
}

function settings(env: Env) {
  return object({
    data: valueOption(env, "--data", {
      value: pathOf("directory"),
      description: "Directory of the server's history.",
      fallback: undefined,
      shown: "your data directory",
    }),
    json: withDefault(
      flag("--json", {
        description: message`Answers as JSON, one message of the protocol a line, for programs.`,
      }),
      false,
    ),
    words: multiple(argument(string({ metavar: "COMMAND" }), {
      description:
        message`A command as in /help, with or without the slash, and what it needs. Behind -- nothing is an option.`,
    })),
  });
}
