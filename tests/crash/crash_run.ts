import { openForExport } from "../../store/sqlite/reading/export.ts";
import { deletedText } from "../../helpers/text/deleted_text.ts";
import { bounded } from "../support/bounded.ts";
import { commandLine, Program } from "../support/program/program.ts";
import { lastingPort } from "../support/servers/lasting_port.ts";
import { ownCertificateOf } from "../support/tls/server_certificate.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";
import { Moderator } from "./moderator.ts";
import { type Carrier, Talker } from "./talker.ts";

export interface CrashOptions {
  /** How often the server is killed with SIGKILL and started again. */
  readonly kills: number;
  readonly clients: number;
  /** Done to the directory while no server runs, after each kill. */
  readonly afterKill?: (directory: string) => Promise<void>;
  /** Done to the directory while a server runs and clients talk, in the middle of all. */
  readonly halfWay?: (directory: string, talkers: readonly Talker[]) => Promise<void>;
  /** Absent: a new one. */
  readonly directory?: string;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly onProgress?: (kills: number) => void;
}

/** What became of all that was said. Where nothing else is told, it is to be 0. */
export interface CrashCounts {
  readonly kills: number;
  readonly cuts: number;
  readonly acknowledged: number;
  /** Told to be not kept. */
  readonly refused: number;
  readonly kept: number;
  /** Acknowledged and not in the history. */
  readonly lost: number;
  /** More than once in the history. */
  readonly repeated: number;
  /** Refused, and kept all the same. */
  readonly refusedAndKept: number;
  /** Told to be deleted; not 0. */
  readonly deleted: number;
  /** Told to be deleted, and in the history all the same. */
  readonly deletedAndKept: number;
  /** How often a ban or a role was acknowledged; not 0. */
  readonly changed: number;
  /** What was acknowledged last of each, and is not so. */
  readonly lostChanges: readonly string[];
  /** Starts after which the server's key was not the first one. */
  readonly changedKeys: number;
  /** Clients and rooms where what was seen is not what the history has, one by one. */
  readonly differences: readonly string[];
}

const rooms = ["lobby", "dev"];
/** Nothing is said for the first 150 of them: the history is opened by whoever comes first. */
const longestRunMs = 550;
const longestUncutMs = 250;
const settleWithinMs = 60_000;

/** Kills, cuts, and compares. */
export async function runCrash(options: CrashOptions): Promise<CrashCounts> {
  await using temporary = await TemporaryDirectory.make();
  const { directory = temporary.path, random, kills } = options;
  let server = await startServer(directory, lastingPort());
  await using stack = new AsyncDisposableStack();
  stack.defer(() => server.program[Symbol.asyncDispose]());
  const { fingerprint } = server;
  const certificate = await ownCertificateOf(server.port);
  let changedKeys = 0;
  const talkers: Talker[] = [];
  for (let index = 0; index < options.clients; index++) {
    const options = {
      rooms: index % 3 === 2 ? rooms.slice(0, 1) : rooms,
      port: server.port,
      carrier: carrierOf(index, certificate),
    };
    talkers.push(stack.use(await Talker.join(`talker${index}`, options)));
  }
  const moderator = stack.use(new Moderator(() => server.port, certificate));
  moderator.start();
  for (const talker of talkers) talker.start();
  const cutting = cutAtRandom(talkers, random);
  for (let kill = 1; kill <= kills; kill++) {
    await elapsed(random() * longestRunMs);
    if (kill === Math.ceil(kills / 2)) await options.halfWay?.(directory, talkers);
    server.program.kill("SIGKILL");
    await server.program.status();
    await options.afterKill?.(directory);
    server = await startServer(directory, server.port);
    if (server.fingerprint !== fingerprint) changedKeys++;
    options.onProgress?.(kill);
  }
  const cuts = await cutting.end();
  const settled = Promise.all([settle(talkers), moderator.stop()]);
  await bounded(settled, () => "all clients to have seen all", settleWithinMs);
  server.program.kill("SIGTERM");
  await server.program.status();
  const lostChanges = await moderator.lostIn(directory);
  const changes = { changed: moderator.acknowledged, lostChanges, changedKeys };
  return { ...compare(talkers, readHistory(directory)), ...changes, kills, cuts };
}

/**
 * WebSockets only where there are many: a server that was just started loads them with the first one, and few would get to
 * say anything before they are cut.
 */
function carrierOf(index: number, certificate: string): Carrier {
  if (index >= 5) return "WebSocket";
  return index % 2 === 0 ? { certificate } : "tcp";
}

async function startServer(directory: string, port: number) {
  const program = Program.start(commandLine(
    "server",
    ...["--host", "127.0.0.1", "--port", `${port}`, "--data", directory],
    ...["--no-rate-limit", "--quiet", "--log", "json"],
  ));
  return await program.record("listening", ({ port, fingerprint }) => ({
    ...{ program, port: Number(port), fingerprint },
  }));
}

function cutAtRandom(talkers: readonly Talker[], random: () => number) {
  let [running, cuts] = [true, 0];
  const run = async () => {
    while (running) {
      const proxy = talkers[Math.floor(random() * talkers.length)]?.proxy;
      // Half of the time what is said, or what is answered, is lost for a while before.
      const how = random();
      if (how < 0.5) proxy?.lose(how < 0.25 ? "requests" : "answers");
      await elapsed(random() * longestUncutMs);
      proxy?.cut();
      cuts++;
    }
  };
  const ended = run();
  return {
    async end() {
      running = false;
      await ended;
      return cuts;
    },
  };
}

/** Everybody stops, and then has seen what was said last in each room. */
async function settle(talkers: readonly Talker[]): Promise<void> {
  await Promise.all(talkers.map((talker) => talker.stop()));
  for (const room of rooms) {
    const text = `the end of ${room}`;
    await talkers[0]?.say(text, room);
    const inRoom = talkers.filter((talker) => talker.rooms.includes(room));
    await Promise.all(inRoom.map((talker) => talker.sees(text, room)));
  }
}

/** By room, in order. */
function readHistory(directory: string): ReadonlyMap<string, string[]> {
  using source = openForExport(directory);
  const entries = [...source.entries()].flat();
  return new Map(rooms.map((room) => [
    room,
    entries.filter((entry) => entry.room === room)
      .map(({ text, deletedBy }) => deletedBy === undefined ? text : deletedText(deletedBy)),
  ]));
}

function compare(
  talkers: readonly Talker[],
  history: ReadonlyMap<string, string[]>,
): Omit<CrashCounts, "kills" | "cuts" | "changed" | "lostChanges" | "changedKeys"> {
  const deleted = new Set(talkers.flatMap((talker) => [...talker.deleted]));
  const isSaid = (text: string) => !/^\(?deleted /.test(text);
  const kept = [...history.values()].flat().filter(isSaid);
  const once = new Set(kept);
  const acknowledged = talkers.flatMap((talker) => talker.acknowledged);
  const refused = talkers.flatMap((talker) => talker.refused);
  return {
    acknowledged: acknowledged.length,
    refused: refused.length,
    kept: kept.length,
    lost: acknowledged.filter((text) => !once.has(text) && !deleted.has(text)).length,
    repeated: kept.length - once.size,
    refusedAndKept: refused.filter((text) => once.has(text)).length,
    deleted: deleted.size,
    deletedAndKept: [...deleted].filter((text) => once.has(text)).length,
    differences: talkers.flatMap((talker, index) =>
      talker.rooms.flatMap((room) => {
        const expected = history.get(room) ?? [];
        const difference = firstDifference(talker.seen.get(room) ?? [], expected);
        return difference === undefined ? [] : `talker${index} in ${room}: ${difference}`;
      })
    ),
  };
}

/** Whoever came first was there from the first message on, or got it as what was said before. */
function firstDifference(seen: readonly string[], expected: readonly string[]): string | undefined {
  const from = expected.indexOf(seen[0] ?? "");
  const rest = expected.slice(Math.max(0, from));
  const index = rest.findIndex((text, index) => seen[index] !== text);
  if (index === -1 && seen.length === rest.length) return undefined;
  const place = index === -1 ? rest.length : index;
  return `at ${place} of ${rest.length} it saw "${seen[place]}", and the history has "${
    rest[place]
  }"`;
}

function elapsed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
