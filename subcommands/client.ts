import process from "node:process";
import { formatAddress } from "../cli/address.ts";
import type { ClientCommandLine } from "../cli/client_options.ts";
import { loginName } from "../cli/login_name.ts";
import { onStopSignals } from "../cli/signals.ts";
import { parseRoomName } from "../chat/room_name.ts";
import { ChatError } from "../chat/chat_error.ts";
import { type Client, createTcpClient } from "../client.ts";
import { ClientError } from "../client/client_error.ts";
import config from "../deno.json" with { type: "json" };
import { defaultRoom, limits } from "../protocol.ts";
import { runPlainClient } from "../ui/plain_client.ts";
import { colorsWanted } from "../ui/nick_color.ts";
import { runPipeClient } from "../ui/pipe_client.ts";
import {
  type ClientSessionsOptions,
  type FileSession,
  openClientSession,
} from "./client_sessions.ts";
import { FileSettings } from "./client_settings.ts";
import { settingsDirectory } from "./directories.ts";
import { failedStatus, Failure, interruptedStatus, usageStatus } from "./failure.ts";
import { readLines } from "./read_lines.ts";
import { writeOut } from "./write_out.ts";

const env = (name: string) => Deno.env.get(name);

type Kind = ClientSessionsOptions["kind"];

/** `chatroom client`: joins, with the face that fits. Gives the exit status; throws `Failure`. */
export async function runClient(options: ClientCommandLine): Promise<number> {
  const rooms = parseRooms(options.rooms);
  const nick = options.nick ?? loginName(env);
  const kind = isTerminal() ? "terminal" : "pipe";
  using storage = openStorage(options, nick, kind);
  const client = createTcpClient(options.address, {
    nick,
    ifTaken: options.nick === undefined ? "number" : "fail",
    rooms: rooms.length === 0 ? usualRooms[kind] : rooms,
    agent: `chatroom ${config.version}`,
    storage,
    reading: isFullScreen(options, kind) ? "told" : "consumed",
  });
  const interrupted = Promise.withResolvers<number>();
  let asked = false;
  const interrupt = () => {
    if (asked) interrupted.resolve(interruptedStatus);
    asked = true;
    client.close(undefined, { atOnce: true });
  };
  const release = onStopSignals(interrupt, { hangUp: kind === "terminal" });
  try {
    const status = await Promise.race([
      join(client, options, kind, interrupt),
      interrupted.promise,
    ]);
    return asked ? interruptedStatus : status;
  } catch (error) {
    if (asked) return interruptedStatus;
    throw error;
  } finally {
    release();
  }
}

function isTerminal(): boolean {
  return Deno.stdin.isTerminal() && Deno.stdout.isTerminal();
}

/** Whether the terminal can move its cursor, which a full screen and a line editor need. */
function hasCursor(): boolean {
  return env("TERM") !== "dumb";
}

function isFullScreen({ plain }: ClientCommandLine, kind: Kind): boolean {
  return kind === "terminal" && !plain && hasCursor();
}

/** A script always begins in the same room, wherever it was the last time. */
const usualRooms = { terminal: undefined, pipe: [defaultRoom] } as const;

function openStorage(
  { address }: ClientCommandLine,
  nick: string,
  kind: Kind,
): FileSession | undefined {
  return openClientSession({
    directory: () => settingsDirectory(env, Deno.build.os),
    address,
    nick,
    kind,
    warn,
  });
}

async function join(
  client: Client,
  options: ClientCommandLine,
  kind: Kind,
  onInterrupt: () => void,
): Promise<number> {
  const { rooms } = client;
  const { host, port } = options.address;
  // Begun here, to go on while the client connects.
  const loading = isFullScreen(options, kind) ? loadFullScreen() : undefined;
  try {
    await client.connect();
  } catch (error) {
    throw connectFailure(error, formatAddress(host, port));
  }
  if (loading !== undefined) return await runFullScreen(client, options, await loading);
  if (kind === "pipe") return await runPipe(client, rooms);
  return await runPlainClient(client, {
    rooms,
    onInterrupt,
    colors: colorsWanted(env, true),
    columns: () => process.stdout.columns,
    cookedLines: hasCursor() ? undefined : readInput(),
  });
}

/** Loaded only by whom it is for. */
async function loadFullScreen() {
  return await import("../ui/screen/run_screen_client.ts");
}

function runFullScreen(
  client: Client,
  { typing }: ClientCommandLine,
  { runScreenClient }: Awaited<ReturnType<typeof loadFullScreen>>,
): Promise<number> {
  return runScreenClient(client, {
    env,
    typing,
    rooms: client.rooms,
    settings: new FileSettings(settingsDirectory(env, Deno.build.os)),
    tell: warn,
  });
}

async function runPipe(client: Client, rooms: readonly string[]): Promise<number> {
  let skipped = false;
  try {
    const status = await runPipeClient(client, {
      lines: readInput(() => skipped = true),
      room: rooms[0] ?? defaultRoom,
      showRoom: rooms.length > 1,
      write: (text) => writeOut(`${text}\n`),
      warn,
    });
    return skipped ? failedStatus : status;
  } finally {
    await client.close();
  }
}

/** The lines of standard input; one that is too long is told, and passed over. */
function readInput(onTooLong: () => void = () => {}): AsyncIterable<string> {
  return readLines(Deno.stdin.readable, {
    maxLineBytes,
    onTooLong() {
      warn(`Not said: A line of the input has more than ${maxLineBytes} bytes`);
      onTooLong();
    },
  });
}

function warn(text: string): void {
  console.error(text);
}

function parseRooms(names: readonly string[]): string[] {
  try {
    return names.map(parseRoomName);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    throw new Failure(usageStatus, error.message);
  }
}

function connectFailure(error: unknown, address: string): unknown {
  if (!(error instanceof ClientError)) return error;
  if (error.code === "refused") {
    const advice = error.serverCode === "nick_taken" ? ": choose another with --nick" : "";
    return new Failure(failedStatus, `${address} refused: ${error.message}${advice}`);
  }
  const problem = `Cannot connect to ${address}: ${error.message}`;
  return new Failure(failedStatus, `${problem}; is a server running there?`);
}

/** More than may be said, so that for most lines that are too long the server tells the bound. */
const maxLineBytes = limits.frameBytes / 2;
