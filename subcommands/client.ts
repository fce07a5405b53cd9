import process from "node:process";
import { type Address, zoneAdvice } from "../cli/address.ts";
import { formatAddress } from "../helpers/network/format_address.ts";
import type { ClientCommandLine } from "../cli/client_options.ts";
import { loginName } from "../cli/client_options.ts";
import { replaceAddress } from "../cli/replace_address.ts";
import { onStopSignals } from "../cli/signals.ts";
import { parseRoomName } from "../chat/rooms/room_name.ts";
import { Client } from "../client.ts";
import { ClientError } from "../client/client_error.ts";
import config from "../deno.json" with { type: "json" };
import { shellWord } from "../helpers/text/quoted.ts";
import { within } from "../helpers/within.ts";
import { defaultRoom, type HelloSecrets, limits } from "../protocol.ts";
import type { PipeClientOptions } from "../ui/pipe_client.ts";
import type { PlainClientOptions } from "../ui/plain_client.ts";
import { colorsWanted } from "../ui/text_style.ts";
import { comeIn } from "./come_in.ts";
import { readSecretFile } from "./secret_file.ts";
import { openSessionFile } from "./session_file.ts";
import { InputHistoryFile } from "./input_history_file.ts";
import { SettingsFile } from "./settings_file.ts";
import { settingsDirectory } from "./directories.ts";
import { failedStatus, Failure, interruptedStatus, readTyped, untrustedStatus } from "./failure.ts";
import { ownCommand } from "./own_command.ts";
import { printError, readLines, writeOut } from "./standard_streams.ts";
import { KnownServers } from "./trust/known_servers.ts";
import { TrustedOpener } from "./trust/trusted_opener.ts";

const env = (name: string) => Deno.env.get(name);

/** `cooked`: line by line where the terminal cannot move its cursor, which the others need. */
type Face = "screen" | "plain" | "cooked" | "pipe";

type Interrupts = Pick<PlainClientOptions, "onInterrupt" | "interrupted">;

interface Joining extends Interrupts {
  /** What was told before all else, which the full screen hides. */
  readonly warnings: readonly string[];
}

/** For so long the first signal waits for the server's goodbye, and for a reader that takes nothing. */
const leavesWithinMs = 500;
/** A face has closed by then, also where the terminal takes nothing. */
const givesBackWithinMs = 1000;

/** `chatroom client`: joins, with the face that fits. `args`: as the options were typed. Gives the exit status; throws `Failure`. */
export async function runClient(
  options: ClientCommandLine,
  args: readonly string[],
): Promise<number> {
  const rooms = readTyped(() => options.rooms.map(parseRoomName));
  const nick = options.nick ?? loginName(env);
  const face = faceFor(options);
  const kind = face === "pipe" ? "pipe" : "terminal";
  // A script always begins in the same room, wherever it was the last time.
  const usualRooms = kind === "pipe" ? [defaultRoom] : undefined;
  using storage = openSessionFile({
    directory: () => settingsDirectory(env, Deno.build.os),
    address: options.address,
    nick,
    kind,
    warn: printError,
  });
  const knownServers = new KnownServers(settingsDirectory(env, Deno.build.os));
  const commandFor = (address: string) =>
    ownCommand(replaceAddress(args, env, address).map(shellWord).join(" "));
  const warnings: string[] = [];
  const opener = new TrustedOpener(options.address, knownServers, commandFor, (text) => {
    printError(`Warning: ${text}`);
    warnings.push(`Warning: ${text}`);
  });
  const client = new Client(opener.open, {
    nick,
    ifTaken: options.nick === undefined ? "number" : "fail",
    rooms: rooms.length === 0 ? usualRooms : rooms,
    agent: `chatroom ${config.version}`,
    secrets: secretsOf(options),
    insecure: options.insecure,
    storage,
    marksRead: face === "screen",
    tellsRead: kind === "terminal",
    unattended: kind === "pipe" || undefined,
  });
  const interrupted = Promise.withResolvers<number>();
  let asked = false;
  const interruptNow = () => interrupted.resolve(interruptedStatus);
  const interrupt = () => {
    if (asked) interruptNow();
    else setTimeout(interruptNow, leavesWithinMs);
    asked = true;
    client.close(undefined, { atOnce: true });
  };
  const release = onStopSignals(interrupt);
  try {
    const joined = join(client, options, face, {
      onInterrupt: interrupt,
      interrupted: interrupted.promise,
      warnings,
    });
    const given = interrupted.promise.then(() => within(givesBackWithinMs, joined));
    const status = await Promise.race([joined, given]) ?? interruptedStatus;
    return asked ? interruptedStatus : status;
  } catch (error) {
    if (asked) return interruptedStatus;
    throw error;
  } finally {
    release();
  }
}

function secretsOf(options: ClientCommandLine): HelloSecrets {
  const { nickPasswordFile, serverPasswordFile, link } = options;
  const { invite }: Address = options.address;
  return {
    password: nickPasswordFile && readSecretFile(nickPasswordFile),
    serverPassword: serverPasswordFile && readSecretFile(serverPasswordFile),
    link,
    invite,
  };
}

function faceFor({ plain }: ClientCommandLine): Face {
  if (!Deno.stdin.isTerminal() || !Deno.stdout.isTerminal()) return "pipe";
  if (env("TERM") === "dumb") return "cooked";
  return plain ? "plain" : "screen";
}

async function join(
  client: Client,
  options: ClientCommandLine,
  face: Face,
  { onInterrupt, interrupted, warnings }: Joining,
): Promise<number> {
  const { rooms } = client;
  // Each face is loaded only by whom it is for, this one while the client connects.
  const screen = face === "screen" ? import("../ui/screen/screen_client.ts") : undefined;
  if (!await connect(client, options, face, onInterrupt)) return interruptedStatus;
  const directory = settingsDirectory(env, Deno.build.os);
  const settings = new SettingsFile(directory);
  const inputHistory = new InputHistoryFile(directory);
  if (screen !== undefined) {
    const { runScreenClient } = await screen;
    return await runScreenClient(client, {
      env,
      rooms,
      settings,
      inputHistory,
      interrupted,
      warnings,
      typing: options.typing,
      tell: printError,
    });
  }
  if (face === "pipe") {
    const { lineByLine } = options;
    const about = { lineByLine, settings: settings.load().settings };
    return await Promise.race([runPipe(client, rooms, about), interrupted]);
  }
  const { runPlainClient } = await import("../ui/plain_client.ts");
  return await runPlainClient(client, {
    rooms,
    settings,
    inputHistory,
    onInterrupt,
    interrupted,
    colors: colorsWanted(env, true),
    columns: () => process.stdout.columns,
    cookedLines: face === "cooked" ? readInput() : undefined,
  });
}

/** False if the person was asked for a password, and gave up. */
async function connect(
  client: Client,
  { address, nick = loginName(env) }: ClientCommandLine,
  face: Face,
  onInterrupt: () => void,
): Promise<boolean> {
  const server = formatAddress(address.host, address.port);
  const openPrompt = async () => {
    const { HiddenPrompt } = await import("../ui/hidden_prompt.ts");
    return new HiddenPrompt({ onInterrupt });
  };
  try {
    return await comeIn(client, {
      nick,
      server,
      openPrompt: face === "pipe" ? undefined : openPrompt,
      tell: printError,
    });
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    const status = error.code === "untrusted" ? untrustedStatus : failedStatus;
    const advice = zoneAdvice(address.host);
    throw new Failure(status, `Cannot connect to ${server}: ${error.message}${advice}`);
  }
}

async function runPipe(
  client: Client,
  rooms: readonly string[],
  about: Pick<PipeClientOptions, "lineByLine" | "settings">,
): Promise<number> {
  const { runPipeClient } = await import("../ui/pipe_client.ts");
  let skipped = false;
  try {
    const status = await runPipeClient(client, {
      lines: Deno.stdin.isTerminal() ? unreadKeyboard() : readInput(() => skipped = true),
      ...about,
      rooms,
      write: (text) => writeOut(`${text}\n`),
      warn: printError,
    });
    return skipped ? failedStatus : status;
  } finally {
    await client.close();
  }
}

/**
 * Never a line: in the background (`chatroom client > log &`) reading the terminal would stop this process, and whether
 * it is there cannot be found out.
 */
function unreadKeyboard(): AsyncIterable<string> {
  printError("What is typed here is not said, since the output is no terminal; Ctrl+C ends it");
  return { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) };
}

/** More than may be said, so that for most lines that are too long the server tells the bound. */
const maxLineBytes = limits.frameBytes / 2;

/** The lines of standard input; one that is too long is told, and passed over. */
function readInput(onTooLong: () => void = () => {}): AsyncIterable<string> {
  return readLines(Deno.stdin.readable, maxLineBytes, () => {
    printError(`Not said: A line of the input has more than ${maxLineBytes} bytes`);
    onTooLong();
  });
}
