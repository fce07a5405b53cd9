import {
  type CommandSummary,
  type DirectMessage,
  type FoundMessage,
  limits,
  type MemberSummary,
  ProtocolError,
  type RoomMessage,
  type RoomSummary,
  type ServerMessage,
} from "../protocol.ts";
import { CleanFields, type CleanStrings } from "./clean_fields.ts";
import { understood } from "./fields.ts";

/**
 * The most code points of each string, with room for servers that allow more than ours. What a server says in
 * its own words, such as a notice, a whole frame may be full of.
 */
const bounds = {
  nick: 4 * limits.nickLength,
  room: 4 * limits.roomNameLength,
  topic: 4 * limits.topicLength,
  /** Why somebody is away, left or was sent away. */
  reason: 4 * limits.topicLength,
  /** What is said; never more code points than bytes. */
  said: 4 * limits.textBytes,
  token: 4 * limits.tokenLength,
  /** Of a server, of a client's program, of where it connects from. */
  name: 4 * limits.agentLength,
  /** A type, a code, a reason, a kind, the name of a command. */
  word: 4 * limits.nickLength,
  usage: 4 * limits.topicLength,
} as const;

type Readers = {
  readonly [Type in ServerMessage["type"]]: (
    fields: CleanFields,
  ) => Extract<ServerMessage, { type: Type }>;
};

/** The end of the year 9999: what is far above is no time, and cannot be shown as one. */
const maxTs = 253_402_300_799_999;

const readers: Readers = {
  welcome: (fields) => ({
    type: "welcome",
    version: fields.integer("version"),
    server: fields.line("server", bounds.name),
    nick: fields.line("nick", bounds.nick),
    person: fields.person(),
    token: fields.string("token", bounds.token),
    limits: { textBytes: readTextBytes(fields) },
    features: understood(() => fields.lines("features", bounds.word)) ?? [],
    commands: understood(() => fields.objects("commands", readCommand)) ?? [],
    motd: understood(() => fields.text("motd")),
  }),
  joined: (fields) => ({
    type: "joined",
    room: fields.line("room", bounds.room),
    topic: fields.line("topic", bounds.topic),
    members: fields.objects("members", readMember),
    count: fields.integer("count"),
    seq: fields.integer("seq"),
  }),
  left: (fields) => ({ type: "left", room: fields.line("room", bounds.room) }),
  message: readRoomMessage,
  direct: readDirectMessage,
  join: (fields) => ({
    type: "join",
    ...readWhere(fields),
    nick: fields.line("nick", bounds.nick),
    person: fields.person(),
  }),
  leave: (fields) => ({
    type: "leave",
    ...readWhere(fields),
    nick: fields.line("nick", bounds.nick),
    person: fields.person(),
    reason: fields.openWord("reason", bounds.word, "left"),
    text: fields.optionalLine("text", bounds.reason),
  }),
  rename: (fields) => ({
    type: "rename",
    room: fields.lineUnlessAbsent("room", bounds.room),
    ts: readTs(fields),
    from: fields.line("from", bounds.nick),
    to: fields.line("to", bounds.nick),
    person: fields.person(),
  }),
  topic: (fields) => ({
    type: "topic",
    ...readWhere(fields),
    by: fields.line("by", bounds.nick),
    person: fields.person(),
    topic: fields.line("topic", bounds.topic),
  }),
  away: (fields) => ({
    type: "away",
    ...readWhere(fields),
    nick: fields.line("nick", bounds.nick),
    person: fields.person(),
    text: fields.optionalLine("text", bounds.reason),
  }),
  presence: (fields) => {
    const joined = fields.lines("joined", bounds.nick);
    const left = fields.lines("left", bounds.nick);
    return {
      ...{ type: "presence", ...readWhere(fields), count: fields.integer("count"), joined, left },
      joinedPersons: fields.persons("joinedPersons", joined.length),
      leftPersons: fields.persons("leftPersons", left.length),
    };
  },
  typing: (fields) => ({
    type: "typing",
    room: fields.lineUnlessAbsent("room", bounds.room),
    nick: fields.line("nick", bounds.nick),
    person: fields.person(),
  }),
  history: (fields) => ({
    type: "history",
    room: fields.line("room", bounds.room),
    ...readPage(fields, readRoomMessage),
  }),
  directs: (fields) => ({
    type: "directs",
    ...readPage(fields, readDirectMessage),
    reachedSeq: fields.optionalInteger("reachedSeq"),
  }),
  results: (fields) => ({
    type: "results",
    query: fields.line("query", bounds.said),
    page: fields.integer("page"),
    messages: fields.objects("messages", readFoundMessage),
    complete: fields.boolean("complete"),
    unsearched: fields.optionalLine("unsearched", bounds.word),
    id: fields.id,
  }),
  members: (fields) => ({
    type: "members",
    room: fields.line("room", bounds.room),
    members: fields.objects("members", readMember),
    count: fields.integer("count"),
    id: fields.id,
  }),
  whois: (fields) => ({
    type: "whois",
    ...readMember(fields),
    operator: fields.boolean("operator"),
    rooms: fields.lines("rooms", bounds.room),
    enteredTs: readTs(fields, "enteredTs"),
    spokeTs: fields.optionalInteger("spokeTs"),
    agent: fields.optionalLine("agent", bounds.name),
    address: fields.optionalLine("address", bounds.name),
    id: fields.id,
  }),
  rooms: (fields) => ({
    type: "rooms",
    rooms: fields.objects("rooms", readRoom),
    count: fields.integer("count"),
    id: fields.id,
  }),
  notice: (fields) => ({
    type: "notice",
    text: fields.text("text"),
    room: fields.optionalLine("room", bounds.room),
    id: fields.id,
  }),
  error: (fields) => ({
    type: "error",
    code: fields.openWord("code", bounds.word, "internal"),
    message: understood(() => fields.text("message")) ?? "",
    id: fields.id,
    room: fields.optionalLine("room", bounds.room),
    retryAfterMs: fields.optionalInteger("retryAfterMs"),
  }),
  ping: (fields) => ({ type: "ping", id: fields.id }),
  pong: (fields) => ({ type: "pong", id: fields.id }),
  bye: (fields) => ({
    type: "bye",
    code: fields.openWord("code", bounds.word, "unknown"),
    text: fields.optionalLine("text", bounds.reason),
  }),
};

/** A message from the server, made anew from what came. Throws `ProtocolError`. */
export function readServerMessage(value: unknown, clean: CleanStrings): ServerMessage {
  const fields = new CleanFields(value, clean);
  const type = fields.line("type", bounds.word);
  if (!isType(type)) throw new ProtocolError("unknown_type", `Message of unknown type "${type}"`);
  return readers[type](fields);
}

function isType(type: string): type is ServerMessage["type"] {
  return Object.hasOwn(readers, type);
}

function readWhere(fields: CleanFields): { room: string; ts: number } {
  return { room: fields.line("room", bounds.room), ts: readTs(fields) };
}

function readTs(fields: CleanFields, name = "ts"): number {
  return Math.min(fields.integer(name), maxTs);
}

function readRoomMessage(fields: CleanFields): RoomMessage {
  return {
    type: fields.ofType("message"),
    room: fields.line("room", bounds.room),
    seq: fields.integer("seq"),
    ts: readTs(fields),
    from: fields.line("from", bounds.nick),
    ...readSaid(fields),
  };
}

function readFoundMessage(fields: CleanFields): FoundMessage {
  return { ...readRoomMessage(fields), excerpt: understood(() => fields.boolean("excerpt")) };
}

function readDirectMessage(fields: CleanFields): DirectMessage {
  return {
    type: fields.ofType("direct"),
    seq: fields.integer("seq"),
    ts: readTs(fields),
    from: fields.line("from", bounds.nick),
    to: fields.line("to", bounds.nick),
    toPerson: fields.person("toPerson"),
    ...readSaid(fields),
  };
}

/** An entry that is not understood is left out, but for its `seq`: the page goes as far as it would with it. */
function readPage<Item>(fields: CleanFields, read: (fields: CleanFields) => Item) {
  const unknown: unknown[] = [];
  const messages = fields.objects("messages", read, (entry) => unknown.push(entry));
  const unknownSeqs = unknown.map(seqOf).filter((seq) => seq !== undefined);
  return {
    messages,
    ...(unknownSeqs.length === 0 ? {} : { unknownSeqs }),
    complete: fields.boolean("complete"),
    remaining: fields.optionalInteger("remaining"),
    id: fields.id,
  };
}

function seqOf(entry: unknown): number | undefined {
  if (typeof entry !== "object" || entry === null || !("seq" in entry)) return undefined;
  return typeof entry.seq === "number" && Number.isSafeInteger(entry.seq) ? entry.seq : undefined;
}

function readSaid(fields: CleanFields) {
  return {
    person: fields.person(),
    text: fields.text("text", bounds.said),
    kind: fields.openWord("kind", bounds.word, "text"),
    id: fields.id,
  };
}

function readMember(fields: CleanFields): MemberSummary {
  return {
    nick: fields.line("nick", bounds.nick),
    person: fields.person(),
    away: fields.optionalLine("away", bounds.reason),
  };
}

function readRoom(fields: CleanFields): RoomSummary {
  return {
    room: fields.line("room", bounds.room),
    topic: fields.line("topic", bounds.topic),
    count: fields.integer("count"),
  };
}

function readCommand(fields: CleanFields): CommandSummary {
  return {
    name: fields.line("name", bounds.word),
    aliases: fields.lines("aliases", bounds.word),
    usage: fields.line("usage", bounds.usage),
    summary: fields.line("summary", bounds.usage),
    details: understood(() => fields.lines("details", bounds.usage)),
  };
}

/** What a server leaves out, or has in another form, is as the protocol has it. */
function readTextBytes(fields: CleanFields): number {
  const textBytes = understood(() => fields.optionalObject("limits")?.optionalInteger("textBytes"));
  return textBytes ?? limits.textBytes;
}
