import { defaultRoom, type ServerMessage } from "../protocol.ts";
import { formatMessage, type FormatOptions } from "./format.ts";

/** What the server's operator is told beside what happens in the rooms. */
export interface ServerRecord {
  readonly event: string;
  readonly level: "info" | "warning" | "error";
  readonly message: string;
}

/** The two forms of the server's log. Each gives whole lines, without the last line feed. */
export interface ServerLog {
  /** What happened in the rooms; undefined if there is nothing to see. */
  formatMessage(message: ServerMessage): string | undefined;
  formatRecord(record: ServerRecord): string;
}

/** For people: rooms other than the default one are named. */
export function textLog(options: () => Omit<FormatOptions, "showRoom">): ServerLog {
  return {
    formatMessage(message) {
      const showRoom = "room" in message && message.room !== defaultRoom;
      return formatMessage(shorten(message), { ...options(), showRoom });
    },
    formatRecord: ({ message }) => message,
  };
}

/** For programs: one JSON object a line, `event` and `time` first, and what belongs to the event. */
export function jsonLog(now: () => Date): ServerLog {
  const line = (event: string, fields: object) =>
    JSON.stringify({ event, time: now().toISOString(), ...fields });
  return {
    formatMessage: ({ type, ...fields }) => line(type, fields),
    formatRecord: ({ event, ...fields }) => line(event, fields),
  };
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
