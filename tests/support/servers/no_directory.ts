import type { Directory } from "../../../wire/directory.ts";

/** Where nobody and nothing is. */
export const noDirectory: Directory = {
  server: {
    ...{ hostName: "chatroom.example", name: "chatroom", version: "0", motd: "" },
    ...{ startedTs: 0, nowTs: 0, playbackLines: 0, encrypted: false },
    ...{ registration: "open", saslMechanisms: [] },
    counts: { persons: 0, hidden: 0, operators: 0, rooms: 0, unknown: 0, mostPersons: 0 },
  },
  self: undefined,
  lastHereTs: undefined,
  findNick: () => undefined,
  findReserved: () => undefined,
  findPerson: () => undefined,
  findGone: () => undefined,
  everybody: () => [],
  findRoom: () => undefined,
  rooms: () => [],
  invitations: () => [],
  gone: () => [],
};
