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
export type CheckOptions = InferValue<ReturnType<typeof checkOptions>>;
export type RecoverOptions = InferValue<ReturnType<typeof recoverOptions>>;
export type HistoryCommandLine = ExportOptions | ImportOptions | CheckOptions | RecoverOptions;

/** `chatroom history` and its subcommands, with their help. */
export function historyOptions(env: Env): Parser<"sync", HistoryCommandLine, unknown> {
  const actions = or(
    exportOptions(env),
    importOptions(env),
    checkOptions(env),
    recoverOptions(env),
  );
  return command("history", actions, {
    brief: message`Writes the history out, takes it in, checks or recovers it.`,
    description:
      message`Exports have what was said in rooms; direct messages and tokens stay where they are.`,
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
    to: optional(argument(oneOf("-", ["-"]), {
      description: message`Standard output, as without it.`,
    })),
  });
  return command("export", map(options, (given) => ({ action: "export", ...given } as const)), {
    brief: message`Writes the history to standard output, oldest first.`,
    description: message`Also while a server runs on the same directory.`,
    footer: examples(
      "chatroom history export --room dev --format text",
      "chatroom history export | chatroom history import --data ./copy -",
    ),
  });
}

function importOptions(env: Env) {
  const options = object({
    data: dataOption(env),
    file: optional(argument(pathOf("file"), {
      description: message`What an export wrote as jsonl; standard input if absent or "-".`,
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

function checkOptions(env: Env) {
  const options = object({ data: dataOption(env), file: historyFile() });
  return command("check", map(options, (given) => ({ action: "check", ...given } as const)), {
    brief: message`Tells whether the history is whole; changes nothing.`,
    description:
      message`Reads all of it, also while a server runs. The exit status is 0 if it is whole, 1 if not.`,
    footer: examples("chatroom history check", "chatroom history check backup.sqlite"),
  });
}

function recoverOptions(env: Env) {
  const options = object({
    data: dataOption(env),
    file: historyFile(),
    to: optional(namedOption(
      "--to",
      pathOf("file"),
      message`The new file, or a directory for it; beside the damaged one if absent.`,
    )),
  });
  return command("recover", map(options, (given) => ({ action: "recover", ...given } as const)), {
    brief: message`Makes a new history of all that can be read in a damaged one.`,
    description: message`The damaged file stays as it is, and no file is overwritten.`,
    footer: examples(
      "chatroom history recover",
      "chatroom history recover damaged.sqlite --to new.sqlite",
    ),
  });
}

function historyFile() {
  return optional(argument(pathOf("file"), {
    description: message`The file with the history; the one in the directory if absent.`,
  }));
}

function dataOption(env: Env) {
  return valueOption(env, "--data", {
    value: pathOf("directory"),
    description: "Directory with the history.",
    fallback: undefined,
    shown: "your data directory",
  });
}
