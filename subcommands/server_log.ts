import { resolve } from "node:path";
import { cleanLine } from "../chat/text.ts";
import type { ServerCommandLine } from "../cli/server_options.ts";
import config from "../deno.json" with { type: "json" };
import { shellWord, toPlainJson } from "../helpers/text/quoted.ts";
import { defaultRoom, type ServerMessage } from "../protocol.ts";
import type { Server } from "../server.ts";
import type { LogRecord } from "../server/log.ts";
import type { IndexingProgress } from "../store/sqlite/indexing/background_indexing.ts";
import { type JoinAddresses, zoneNotes } from "../server/join_addresses.ts";
import { operatorNick } from "../server/operator/operator.ts";
import { localDay, localTime } from "../helpers/text/local_time.ts";
import { formatMessage, type FormatOptions } from "../ui/format.ts";
import { colorsWanted } from "../ui/text_style.ts";
import { ownCommand } from "./own_command.ts";
import type { StandardOutput } from "./standard_streams.ts";

/** How to join. */
interface Announcement extends Pick<LogRecord, "level" | "message"> {
  readonly event: "listening";
  /** The first of all. */
  readonly port: number;
  readonly ports: readonly number[];
  readonly addresses: readonly string[];
  /** As browsers take them. */
  readonly webAddresses: readonly string[];
  /** Of the server's own key; absent where nothing is encrypted. */
  readonly fingerprint?: string;
  /** What makes whoever types it first the owner of the server. */
  readonly claimCode?: string;
}

/** The two forms of the server's log. Each gives whole lines, without the last line feed. */
export interface ServerLog {
  /** What happened in the rooms; undefined if there is nothing to see. */
  formatMessage(message: ServerMessage): string | undefined;
  formatRecord(record: LogRecord | Announcement): string;
}

/** The log's form, fit for where it goes. */
export function chooseLog(format: "text" | "json", output: StandardOutput): ServerLog {
  if (format === "json") return jsonLog(() => new Date());
  const colors = colorsWanted((name) => Deno.env.get(name), output.isTerminal);
  return textLog(() => ({
    nick: operatorNick,
    colors,
    time: localTime,
    nowMs: Date.now(),
    columns: output.size.columns,
  }));
}

/** For people: rooms other than the default one are named, and with times the date stands above. */
export function textLog(options: () => Omit<FormatOptions, "showRoom">): ServerLog {
  let day = "";
  /** The text below the date, at the start and whenever it is another one. */
  const dated = (
    text: string,
    { time, nowMs = Date.now() }: Pick<FormatOptions, "time" | "nowMs">,
  ) => {
    const today = localDay(nowMs);
    if (time === undefined || today === day) return text;
    day = today;
    return `--- ${today} ---\n${text}`;
  };
  return {
    formatMessage(message) {
      const showRoom = "room" in message && message.room !== defaultRoom;
      const text = formatMessage(shorten(message), { ...options(), showRoom });
      return text === undefined ? undefined : dated(text, options());
    },
    formatRecord({ event, message }) {
      const { time, nowMs = Date.now() } = options();
      const at = time === undefined || event === "listening" ? "" : `${time(nowMs)} `;
      return dated(at + message, { time, nowMs });
    },
  };
}

/** For programs: one JSON object a line, `event` and `time` first, and what belongs to the event. */
export function jsonLog(now: () => Date): ServerLog {
  // A message may have a number called "event", which tells no program anything here.
  const line = (event: string, fields: object) => {
    const all = Object.assign({ event, time: now().toISOString() }, fields, { event });
    return toPlainJson(all);
  };
  return {
    formatMessage: ({ type, ...fields }) => line(type, fields),
    formatRecord: ({ event, ...fields }) => line(event, fields),
  };
}

/**
 * How to join, ready to be pasted: for people as text, for programs also as fields. `kept`: where the history is.
 * `hasConsole`: only there it is sure that Ctrl+C reaches the server, which may be in the background otherwise.
 */
export function announcement(
  { name, data }: ServerCommandLine,
  { port, ports, addresses, fingerprint, claimCode, hasAdminDoor }: Server,
  kept: string,
  hasConsole: boolean,
): Announcement {
  const stopper = hasConsole || Deno.build.os === "windows" ? "Ctrl+C" : `"kill ${Deno.pid}"`;
  const admin = hasAdminDoor ? [`Run it from any terminal with\n  ${adminCommand(data)}`] : [];
  const message = [
    `chatroom ${config.version}: "${cleanLine(name)}" is open on ${named(ports)}. ${
      howToJoin(addresses)
    }`,
    ...claimCode === undefined
      ? []
      : [`Nobody owns it yet: whoever first types "/claim ${claimCode}" in a client does.`],
    ...admin,
    `Messages are kept in ${kept}. ${stopper} stops it.`,
  ].join("\n");
  return {
    ...{ event: "listening", level: "info", message, port, ports } as const,
    ...{
      addresses: addresses.all(),
      webAddresses: addresses.web().addresses,
      fingerprint,
      claimCode,
    },
  };
}

function howToJoin(all: JoinAddresses): string {
  const { addresses, lead, notes } = all.web();
  const clients = [
    ...waysToJoin(all.all()).map((way) => `  ${way}`),
    ...zoneNotes(all.all()),
  ];
  const web = [...addresses.map((address) => `  ${address}`), ...notes];
  const lines = addresses.length > 0
    ? [lead, ...web, "or in a terminal with", ...clients]
    : ["Join with", ...clients, ...web];
  return lines.join("\n");
}

function named(ports: readonly number[]): string {
  const [last] = ports.slice(-1);
  return ports.length === 1 ? `port ${last}` : `ports ${ports.slice(0, -1).join(", ")} and ${last}`;
}

/** What a person types to join at each of the addresses, ready to be pasted. */
export function waysToJoin(addresses: readonly string[]): readonly string[] {
  const client = ownCommand("client");
  return addresses.map((address) => `${client} ${shellWord(address)}`);
}

/** `data`: the directory as it was given, if it was. */
function adminCommand(data: string | undefined): string {
  return ownCommand(data === undefined ? "admin" : `admin --data ${shellWord(resolve(data))}`);
}

/** How far the search index has come that an older version of the program did not make. */
export function indexing({ indexed, total, isLast }: IndexingProgress): LogRecord {
  const message = isLast
    ? `The search index is complete: ${total} older messages are in it`
    : `Older messages are brought into the search index: ${indexed} of ${total}`;
  return { event: "indexing", level: "info", message };
}

/** Where a history is as it was before this version of the program changed it. */
export function copied(path: string): LogRecord {
  const message =
    `The history is of an older version. It is brought up to date; as it was it is in ${
      JSON.stringify(path)
    }, which you can remove once all is well`;
  return { event: "history_copied", level: "info", message };
}

const shownLines = 20;
const shownLength = 2000;

/** Cuts a long message, so that it does not push all else off the operator's screen. */
function shorten(message: ServerMessage): ServerMessage {
  if (message.type !== "message" && message.type !== "direct") return message;
  const lines = message.text.slice(0, shownLength).split("\n", shownLines);
  const text = lines.join("\n");
  const left = message.text.length - text.length;
  return left === 0 ? message : { ...message, text: `${text}\n… and ${left} more characters` };
}
