import type { Figure, Sample } from "../../helpers/measuring/figure.ts";
import type { Tally } from "../../helpers/measuring/tally.ts";
import type { ChatState } from "../chat_state.ts";
import type { Delivery } from "../delivery/delivery.ts";
import { countPersons } from "../facts_of_server.ts";
import type { Participants } from "../participants.ts";
import type { Connections } from "../sessions/connections.ts";
import { transportNames } from "../sessions/transport_name.ts";
import type { Dialects } from "../../wire/tell_dialect.ts";
import type { StoreHealth } from "./store_health.ts";
import type { EventLoopDelay } from "./event_loop.ts";
import type { Measurements } from "./measurements.ts";
import { processFigures } from "./process_figures.ts";

export interface FigureSources {
  readonly version: string;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
  readonly measurements: Measurements;
  readonly eventLoop: EventLoopDelay;
  readonly chat: ChatState;
  readonly participants: Participants;
  readonly delivery: Delivery;
  readonly dialects: Dialects;
  readonly connections: Connections;
  readonly health: StoreHealth;
}

/** All that is measured, to be read at any time. No label's value is what a client sent. */
export function figuresOf(sources: FigureSources): readonly Figure[] {
  return [
    ...processFigures(sources.version, sources.startedAt, sources.eventLoop),
    ...peopleFigures(sources),
    ...connectionFigures(sources),
    ...talkFigures(sources),
  ];
}

function peopleFigures({ chat, participants }: FigureSources): readonly Figure[] {
  const sizes = () => chat.rooms.all().map(({ members }) => members.size);
  return [{
    ...{ type: "gauge", name: "chatroom_participants" },
    help: "Persons who are here, on however many devices; the operator's console is not counted.",
    read: () => one(countPersons(chat)),
  }, {
    ...{ type: "gauge", name: "chatroom_participants_absent" },
    help:
      "Those of them whose connection is lost and who may still come back. Many at once: the network failed.",
    read: () => one(participants.absentCount),
  }, {
    ...{ type: "gauge", name: "chatroom_rooms" },
    help: "Rooms that are there, also where nobody is in them.",
    read: () => one(chat.rooms.size),
  }, {
    ...{ type: "gauge", name: "chatroom_members" },
    help: "Members of all rooms together: who is in three rooms counts three times.",
    read: () => one(sizes().reduce((sum, size) => sum + size, 0)),
  }, {
    ...{ type: "gauge", name: "chatroom_largest_room_members" },
    help: "Members of the largest room: each message in it is so many deliveries.",
    read: () => one(sizes().reduce((most, size) => Math.max(most, size), 0)),
  }];
}

function connectionFigures(
  { dialects, connections, measurements }: FigureSources,
): readonly Figure[] {
  const waiting = () => Iterator.from(connections.sessions).map(({ waitingBytes }) => waitingBytes);
  return [{
    ...{ type: "gauge", name: "chatroom_sessions" },
    help: "Connected clients, by how they speak and what carries it.",
    labels: ["dialect", "transport", "encrypted"],
    read: () => sessionSamples(dialects, connections),
  }, {
    ...{ type: "gauge", name: "chatroom_sessions_unknown" },
    help:
      "Connected clients that have not said who they are. Many for long: somebody holds connections open.",
    read: () => one(connections.unknownCount),
  }, {
    ...{ type: "counter", name: "chatroom_connections_total" },
    help: "Connections accepted, also those that were refused or asked for a page.",
    read: () => one(measurements.connections),
  }, {
    ...{ type: "counter", name: "chatroom_refused_total" },
    help:
      "Refusals told to clients, by the code of the error. Some are normal; see which one grows.",
    labels: ["code"],
    read: () => tallied(measurements.refused),
  }, {
    ...{ type: "counter", name: "chatroom_hung_up_total" },
    help:
      "Connections that the server ended, by why: the code of its last message, or slow_reader, silent (answers no " +
      "pings), not_told (too many were being refused), bad_proxy_header, handshake_failed.",
    labels: ["code"],
    read: () => tallied(measurements.hungUp),
  }, {
    ...{ type: "gauge", name: "chatroom_outbox_bytes" },
    help:
      "Waits to be written to clients, all together. Near 0 while all read as fast as they are written to.",
    read: () => one(waiting().reduce((sum, bytes) => sum + bytes, 0)),
  }, {
    ...{ type: "gauge", name: "chatroom_outbox_largest_bytes" },
    help: "Waits for the slowest client: at its bound it is hung up on, as slow_reader.",
    read: () => one(waiting().reduce((most, bytes) => Math.max(most, bytes), 0)),
  }, {
    ...{ type: "counter", name: "chatroom_received_bytes_total" },
    help: "Bytes of what clients said, before it is looked at; without encryption and HTTP.",
    read: () => one(measurements.receivedBytes),
  }, {
    ...{ type: "counter", name: "chatroom_sent_bytes_total" },
    help: "Bytes written to clients; without encryption and HTTP.",
    read: () => one(connections.sentBytes),
  }, {
    ...{ type: "counter", name: "chatroom_http_responses_total" },
    help: "Answers over HTTP, by route and status.",
    labels: ["route", "status"],
    *read() {
      for (const [route, status, value] of measurements.http) {
        yield { labels: [route, String(status)], value };
      }
    },
  }];
}

function talkFigures({ delivery, health, measurements }: FigureSources): readonly Figure[] {
  return [{
    ...{ type: "counter", name: "chatroom_messages_total" },
    help:
      "Messages accepted and kept, and other entries of the history such as topics; said in a room or to a person.",
    labels: ["to"],
    read: () => [
      { labels: ["room"], value: measurements.messagesInRooms },
      { labels: ["person"], value: measurements.messagesToPersons },
    ],
  }, {
    ...{ type: "counter", name: "chatroom_deliveries_total" },
    help:
      "Messages handed to sessions, joins and the like among them: one to a room of 50 is 50. What costs most.",
    read: () => one(measurements.deliveries),
  }, {
    ...{ type: "histogram", name: "chatroom_batch_messages" },
    help:
      "Messages appended to the history in one go. A busy room batches by itself; 1 while all is quiet.",
    histogram: measurements.batchMessages,
  }, {
    ...{ type: "histogram", name: "chatroom_append_seconds" },
    help:
      "How long keeping a batch took, waiting for its turn included: nobody sees a message before.",
    histogram: measurements.appendSeconds,
  }, {
    ...{ type: "counter", name: "chatroom_append_failures_total" },
    help:
      "Batches that could not be kept, and were refused. Anything but 0 wants looking at: the log says why.",
    read: () => one(measurements.appendFailures),
  }, {
    ...{ type: "gauge", name: "chatroom_waiting_bytes" },
    help:
      "Waits to be kept or told in all rooms, about. Grows while the history is slower than the talk.",
    read: () => one(delivery.waitingBytes),
  }, {
    ...{ type: "gauge", name: "chatroom_keeps_messages" },
    help: "1 while messages can be kept, 0 while not: the disk is full, say. As /healthz has it.",
    read: async () => one((await health.check()).isKeeping ? 1 : 0),
  }];
}

function one(value: number): readonly Sample[] {
  return [{ value }];
}

function* tallied(tally: Tally<string>): Iterable<Sample> {
  for (const [word, value] of tally) yield { labels: [word], value };
}

/** Of each kind, also of one that nobody has. */
function sessionSamples(dialects: Dialects, { sessions }: Connections): readonly Sample[] {
  const counts = new Map<string, number>();
  const keyOf = (...labels: readonly string[]) => labels.join(" ");
  for (const { dialect, transport, encryption } of sessions) {
    const key = keyOf(dialect, transport, encryption === undefined ? "no" : "yes");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return dialects.flatMap(({ name }) =>
    transportNames.flatMap((transport) =>
      ["no", "yes"].map((encrypted) => ({
        labels: [name, transport, encrypted],
        value: counts.get(keyOf(name, transport, encrypted)) ?? 0,
      }))
    )
  );
}
