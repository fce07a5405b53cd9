import { object, or } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import { map, optional } from "@optique/core/modifiers";
import type { InferValue, Parser } from "@optique/core/parser";
import { argument, command } from "@optique/core/primitives";
import { limits } from "../protocol.ts";
import type { Env } from "../helpers/env.ts";
import { examples, namedOption, valueOption } from "./option.ts";
import { oneLine, oneOf, pathOf } from "./value_parsers.ts";

/** Without `data` it is where a server without `--data` keeps its history. */
export type ExportOptions = InferValue<ReturnType<typeof exportOptions>>;
export type ImportOptions = InferValue<ReturnType<typeof importOptions>>;
export type HistoryCommandLine = ExportOptions | ImportOptions;

/** `chatroom history export` and `chatroom history import`, with their help. */
export function historyOptions(env: Env): Parser<"sync", HistoryCommandLine, unknown> {
  return command("history", or(exportOptions(env), importOptions(env)), {
    brief: message`Writes the history out, or takes it in.`,
    description: message`What was said in rooms. Direct messages and tokens stay where they are.`,
    footer: examples(
      "chatroom history export --format text",
      "chatroom history import --data ./history history.jsonl",
      "chatroom history export --room dev",
    ),
  });
}

function exportOptions(env: Env) {
  const options = object({
    data: dataOption(env),
    room: optional(namedOption(
      "--room",
      oneLine("ROOM", limits.roomNameLength),
      message`Only what was said in this room.`,
    )),
    format: valueOption(env, "--format", {
      value: oneOf("FORMAT", ["jsonl", "text"]),
      description: "jsonl: one JSON object a line, to be imported again. text: to be read.",
      fallback: "jsonl",
    }),
  });
  return command("export", map(options, (given) => ({ action: "export", ...given } as const)), {
    brief: message`Writes the history to standard output, oldest first.`,
    description: message`Also while a server runs on the same directory.`,
    footer: examples("chatroom history export", "chatroom history export --room dev --format text"),
  });
}

function importOptions(env: Env) {
  const options = object({
    data: dataOption(env),
    file: optional(argument(pathOf("file"), {
      description: message`What an export wrote as jsonl; standard input if absent.`,
    })),
  });
  return command("import", map(options, (given) => ({ action: "import", ...given } as const)), {
    brief: message`Takes in what an export wrote as jsonl.`,
    description:
      message`Not while a server runs on the same directory. What is there already is not taken in twice.`,
    footer: examples(
      "chatroom history import history.jsonl",
      "chatroom history import --data ./history history.jsonl",
    ),
  });
}

function dataOption(env: Env) {
  return valueOption(env, "--data", {
    value: pathOf("directory"),
    description: "Directory with the history.",
    fallback: undefined,
    shown: "your data directory",
  });
}
