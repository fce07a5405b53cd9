import type { AdminCommandLine } from "../cli/admin_options.ts";
import { onStopSignals } from "../cli/signals.ts";
import { ClientError } from "../client/client_error.ts";
import { findCommand } from "../helpers/commands.ts";
import { reasonOf } from "../helpers/reason_of.ts";
import { connectLocally, type LocalConnection } from "../net/local_socket.ts";
import { limits } from "../protocol.ts";
import { AdminLink, type AdminLinkOptions } from "./admin_link.ts";
import { AdminPrinter } from "./admin_printer.ts";
import { historyDirectory } from "./directories.ts";
import { failedStatus, Failure, interruptedStatus } from "./failure.ts";
import { ownCommand } from "./own_command.ts";
import { printError, readLines } from "./standard_streams.ts";

/** More than any command takes. */
const maxLineBytes = limits.frameBytes / 2;

/** `chatroom admin`. Gives the exit status; throws `Failure`. */
export async function runAdmin(options: AdminCommandLine): Promise<number> {
  const directory = historyDirectory(options.data);
  const [name, ...args] = options.words;
  if (name !== undefined) {
    return await runLines(directory, options, [[name, ...args].join(" ")]);
  }
  if (options.json || !isForConsole()) return await runInput(directory, options);
  return await runConsole(directory);
}

function isForConsole(): boolean {
  return Deno.stdin.isTerminal() && Deno.stdout.isTerminal() && Deno.env.get("TERM") !== "dumb";
}

async function runInput(directory: string, options: AdminCommandLine): Promise<number> {
  let isSkipped = false;
  const lines = readLines(Deno.stdin.readable, maxLineBytes, () => {
    printError(`Not run: A line of the input has more than ${maxLineBytes} bytes`);
    isSkipped = true;
  });
  const status = await runLines(directory, options, lines);
  return status === 0 && isSkipped ? failedStatus : status;
}

/** Runs each line as a command, one after another; after one that was refused too, as a shell does. */
async function runLines(
  directory: string,
  { json }: AdminCommandLine,
  lines: Iterable<string> | AsyncIterable<string>,
): Promise<number> {
  const printer = new AdminPrinter(json);
  using link = await connectAsAdmin(directory, {
    answersOnly: true,
    onMessage: (message) => printer.print(message),
  });
  const interrupted = Promise.withResolvers<number>();
  const release = onStopSignals(() => interrupted.resolve(interruptedStatus));
  try {
    return await Promise.race([runEach(link, lines), interrupted.promise]);
  } finally {
    release();
    await printer.flushed();
  }
}

async function runEach(
  link: AdminLink,
  lines: Iterable<string> | AsyncIterable<string>,
): Promise<number> {
  let status = 0;
  for await (const line of lines) {
    const [, name = "", args = ""] = /^\s*\/?(\S*)\s*(.*)$/s.exec(line) ?? [];
    if (name === "") continue;
    const outcome = await link.run(name, args);
    if (outcome === "refused") status = failedStatus;
    if (outcome !== "ended") continue;
    if (findCommand(link.commands, name)?.name === "stop") return status;
    throw new Failure(failedStatus, `The server ended the connection before it answered /${name}`);
  }
  return status;
}

async function runConsole(directory: string): Promise<number> {
  const { openAdminConsole } = await import("./admin_console.ts");
  return await openAdminConsole((options) => connectAsAdmin(directory, options));
}

/** To the server that has the directory. Rejects with `Failure`. */
export async function connectAsAdmin(
  directory: string,
  options: AdminLinkOptions,
): Promise<AdminLink> {
  const connection = await connectTo(directory);
  try {
    return await AdminLink.open(connection, options);
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    const why = error.code === "refused"
      ? `lets no admin in: ${error.message}`
      : "does not answer: is it stopped, or stopping?";
    throw new Failure(failedStatus, `The server of ${JSON.stringify(directory)} ${why}`);
  }
}

async function connectTo(directory: string): Promise<LocalConnection> {
  try {
    return await connectLocally(directory);
  } catch (error) {
    throw new Failure(failedStatus, whyNotConnected(error, directory));
  }
}

function whyNotConnected(error: unknown, directory: string): string {
  const where = JSON.stringify(directory);
  if (error instanceof Deno.errors.PermissionDenied) {
    return `Not allowed to administer the server of ${where}: run this as the user whose server it is, as with "sudo -u USER"`;
  }
  const isMissing = error instanceof Deno.errors.NotFound;
  if (isMissing && !exists(directory)) {
    return `There is no directory ${where}: give the server's with --data DIR`;
  }
  if (isMissing || error instanceof Deno.errors.ConnectionRefused) {
    const advice = `--data DIR names another directory, and "${
      ownCommand("server")
    }" starts a server`;
    return `No server runs on ${where}: ${advice}`;
  }
  return `Cannot connect to the server of ${where}: ${reasonOf(error)}`;
}

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
