import { ChatError } from "../chat/chat_error.ts";
import { parseNick } from "../chat/people/nick.ts";
import { parseRoomName } from "../chat/rooms/room_name.ts";
import { cleanLine, parseText } from "../chat/text.ts";
import type { CheckOptions, RecoverOptions } from "../cli/history_options.ts";
import { reasonOf } from "../helpers/reason_of.ts";
import { limits } from "../protocol.ts";
import { foreignLog } from "../store/sqlite/file/failures.ts";
import { exists, pathsIn } from "../store/sqlite/file/files.ts";
import { findForeignLog } from "../store/sqlite/file/own_log.ts";
import { lockIfThere } from "../store/sqlite/file/open_history.ts";
import { countReadable, findProblems } from "../store/sqlite/recovery/check.ts";
import { type Recovered, recoverHistory as recover } from "../store/sqlite/recovery/recover.ts";
import { type Entry, isInbox } from "../store/store.ts";
import { failedStatus, Failure, usageStatus } from "./failure.ts";
import { ownCommand } from "./own_command.ts";
import { openProgress, type Progress } from "./progress.ts";
import { print, printError } from "./standard_streams.ts";

const shown = new Intl.NumberFormat("en");

/** `chatroom history check`: whole or not, and in what way. Gives the exit status; throws `Failure`. */
export function checkHistory(directory: string, { file }: CheckOptions): number {
  const path = file ?? pathsIn(directory).history;
  refuseUnreadable(path);
  const problems = findProblems(path);
  if (problems.length === 0) {
    print(`The history ${JSON.stringify(path)} is whole`);
    return 0;
  }
  print(`The history ${JSON.stringify(path)} is damaged:`);
  // They quote names from the file.
  for (const problem of problems) print(`  ${cleanLine(problem)}`);
  const { messages, ...damage } = countReadable(path);
  print(`${describeDamage(damage)}; ${shown.format(messages)} messages can be read`);
  if (messages > 0) {
    print(`A new file of what can be read is made by: ${ownCommand("history recover")} "${path}"`);
  }
  return failedStatus;
}

/** `chatroom history recover`: makes a new file, and says what is in it. Gives the exit status; throws `Failure`. */
export function recoverHistory(directory: string, { file, to }: RecoverOptions): number {
  const from = file ?? pathsIn(directory).history;
  refuseUnreadable(from);
  const target = attempt(from, to ?? "", () => targetOf(from, to));
  if (["", "-wal", "-shm"].some((ending) => exists(target + ending))) {
    const problem = `${JSON.stringify(target)} is there already: name a new file with --to`;
    throw new Failure(usageStatus, problem);
  }
  using _lock = lockIfThere(from);
  let progress: Progress | undefined;
  const recovered = attempt(from, target, () =>
    recover({
      ...{ from, to: target, nowMs: Date.now(), clean },
      onStart: (total) => progress = openProgress("Recovered", { total, unit: "pages" }),
      onPage: () => progress?.add(1),
    }), () => progress?.[Symbol.dispose]());
  for (const line of describe(recovered, target)) printError(line);
  return recovered.messages === 0 ? failedStatus : 0;
}

/** Makes a `Failure` of whatever goes wrong. */
function attempt<Result>(
  from: string,
  to: string,
  work: () => Result,
  end: () => void = () => {},
): Result {
  try {
    return work();
  } catch (error) {
    const files = `${JSON.stringify(from)} into ${JSON.stringify(to)}`;
    throw new Failure(failedStatus, `Cannot recover ${files}: ${reasonOf(error)}`);
  } finally {
    end();
  }
}

/** A new file's name, also where a directory is given. */
function targetOf(from: string, to = `${from}.recovered`): string {
  const isDirectory = to.endsWith("/") || (exists(to) && Deno.statSync(to).isDirectory);
  if (!isDirectory) return to;
  Deno.mkdirSync(to, { recursive: true, mode: 0o700 });
  return pathsIn(to).history;
}

/** What cannot be read, and what a log beside it would change. Throws `Failure` or `StoreError`. */
function refuseUnreadable(path: string): void {
  try {
    if (!Deno.statSync(path).isFile) throw new Error("it is not a file");
    Deno.openSync(path).close();
  } catch (error) {
    throw new Failure(usageStatus, `Cannot read ${JSON.stringify(path)}: ${reasonOf(error)}`);
  }
  const log = findForeignLog(path);
  if (log !== undefined) throw foreignLog(path, log);
}

/**
 * What was read is trusted as little as an import, but a name that could not be chosen today is kept: its rules were
 * others when it was said.
 */
function clean(entry: Entry): Entry | undefined {
  const { text, from, room, identity, deletedBy } = entry;
  const said = deletedBy === undefined ? attemptParse(() => parseText(text)) : "";
  if (said === undefined || identity === "") return undefined;
  return {
    ...entry,
    text: said,
    from: nameOf(from, parseNick, limits.nickLength, "recovered"),
    ...(deletedBy === undefined
      ? {}
      : { deletedBy: nameOf(deletedBy, parseNick, limits.nickLength, "recovered") }),
    room: isInbox(room) ? room : nameOf(room, parseRoomName, limits.roomNameLength, "recovered"),
  };
}

function nameOf(
  name: string,
  parse: (name: string) => string,
  maxLength: number,
  fallback: string,
): string {
  const cleaned = [...cleanLine(name).replaceAll(/\s/g, "_")].slice(0, maxLength).join("");
  return attemptParse(() => parse(name)) ?? (cleaned || fallback);
}

function attemptParse(parse: () => string): string | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof ChatError) return undefined;
    throw error;
  }
}

function describe(recovered: Recovered, target: string): string[] {
  const { messages, expected, dropped, deleted } = recovered;
  if (messages === 0) {
    return [`No message can be read: no file is made; ${describeDamage(recovered)}`];
  }
  const count = messages < expected
    ? `${shown.format(messages)} of about ${shown.format(expected)} messages`
    : `${shown.format(messages)} messages`;
  const facts = [`Recovered ${count} into ${target}`, describeDamage(recovered)];
  if (deleted > 0) facts.push(`${shown.format(deleted)} were deleted, and stay so`);
  if (dropped > 0) facts.push(`${shown.format(dropped)} rows were nonsense and left out`);
  return [
    facts.join("; "),
    `To use it, stop the server, move the damaged file and its "-wal" and "-shm" away, and rename ` +
    `this one to chatroom.sqlite in the server's --data directory`,
  ];
}

function describeDamage(
  { pages, unreadablePages, unreadableRows }: Omit<
    Recovered,
    "messages" | "expected" | "dropped" | "deleted"
  >,
): string {
  const rows = unreadableRows === 0
    ? ""
    : ` and ${shown.format(unreadableRows)} rows of other pages`;
  return `${shown.format(unreadablePages)} of ${shown.format(pages)} pages${rows} unreadable`;
}
