import { Histogram } from "../../helpers/measuring/histogram.ts";
import { Tally } from "../../helpers/measuring/tally.ts";
import { byeCodes, errorCodes, type ServerMessage } from "../../protocol.ts";
import { type Appended, isInbox } from "../../store/store.ts";
import { HttpCounts } from "./http_counts.ts";

/** Why the server ends a connection, where no message says so. */
const ownCodes = [
  "silent",
  "slow_reader",
  "not_told",
  "handshake_failed",
  "bad_proxy_header",
] as const;

export type HangUpCode = (typeof ownCodes)[number] | "internal";

/** In messages. */
const batchBounds = [1, 2, 5, 10, 20, 50, 100, 200, 500];
/** In seconds: from memory to a disk that is far too slow. */
const appendBounds = [
  ...[0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01],
  ...[0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
];

/** What the server counts as it happens, as plain numbers: what is looked up when somebody asks is in `figures.ts`. */
export class Measurements {
  /** Connections that were accepted, before anything is known of them. */
  connections = 0;
  /** What clients asked for and did not get, by the code of the `error` that told them. */
  readonly refused = new Tally(errorCodes);
  /** By the code of the last message or, where there was none, of our own. */
  readonly hungUp = new Tally([...new Set([...byeCodes, ...errorCodes, ...ownCodes])]);
  /** What was said and is kept, in rooms and to persons. */
  messagesInRooms = 0;
  messagesToPersons = 0;
  /** One message to one session each. */
  deliveries = 0;
  readonly batchMessages = new Histogram(batchBounds);
  readonly appendSeconds = new Histogram(appendBounds);
  appendFailures = 0;
  /** In frames that clients sent. */
  receivedBytes = 0;
  /** To sessions that are gone; those that are here know their own. */
  sentBytesBefore = 0;
  readonly http = new HttpCounts();

  noteAppended(appended: readonly Appended[], tookMs: number): void {
    this.appendSeconds.observe(tookMs / 1000);
    for (const { entry: { room }, repeated = false } of appended) {
      if (repeated) continue;
      if (isInbox(room)) this.messagesToPersons++;
      else this.messagesInRooms++;
    }
  }

  /** The server ends a connection with that message; a goodbye that answers the client's own is none of its doing. */
  noteEnded(last: ServerMessage): void {
    if (last.type !== "error" && last.type !== "bye") return;
    if (last.code !== "logged_out") this.hungUp.add(last.code);
  }

  noteHungUp(code: HangUpCode): void {
    this.hungUp.add(code);
  }
}
