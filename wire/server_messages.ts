import {
  type CommandSummary,
  type DirectMessage,
  limits,
  type MemberSummary,
  ProtocolError,
  type RoomMessage,
  type RoomSummary,
  type ServerMessage,
  type SessionLimits,
} from "../protocol.ts";
import { Fields } from "./fields.ts";

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

/** What the client does to strings from the server, which it trusts no more than the server trusts it. */
export interface CleanStrings {
  /** Text of several lines. */
  readonly text: (text: string) => string;
  /** What must stay on one line: nicks, rooms, topics. */
  readonly line: (text: string) => string;
}

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
    version: fields.raw.integer("version"),
    server: fields.line("server", bounds.name),
    nick: fields.line("nick", bounds.nick),
    token: fields.raw.string("token", bounds.token),
    limits: readLimits(fields.raw.optionalObject("limits") ?? new Fields({})),
    features: fields.optionalLines("features", bounds.word) ?? [],
    commands: fields.objects("commands", readCommand),
    motd: fields.optionalText("motd"),
  }),
  joined: (fields) => ({
    type: "joined",
    room: fields.line("room", bounds.room),
    topic: fields.line("topic", bounds.topic),
    members: fields.objects("members", readMember),
    count: fields.raw.integer("count"),
    seq: fields.raw.integer("seq"),
  }),
  left: (fields) => ({ type: "left", room: fields.line("room", bounds.room) }),
  message: readRoomMessage,
  direct: readDirectMessage,
  join: (fields) => ({
    type: "join",
    ...readWhere(fields),
    nick: fields.line("nick", bounds.nick),
  }),
  leave: (fields) => ({
    type: "leave",
    ...readWhere(fields),
    nick: fields.line("nick", bounds.nick),
    reason: fields.line("reason", bounds.word),
    text: fields.optionalLine("text", bounds.reason),
  }),
  rename: (fields) => ({
    type: "rename",
    room: fields.optionalLine("room", bounds.room),
    ts: readTs(fields),
    from: fields.line("from", bounds.nick),
    to: fields.line("to", bounds.nick),
  }),
  topic: (fields) => ({
    type: "topic",
    ...readWhere(fields),
    by: fields.line("by", bounds.nick),
    topic: fields.line("topic", bounds.topic),
  }),
  away: (fields) => ({
    type: "away",
    ...readWhere(fields),
    nick: fields.line("nick", bounds.nick),
    text: fields.optionalLine("text", bounds.reason),
  }),
  presence: (fields) => ({
    type: "presence",
    ...readWhere(fields),
    count: fields.raw.integer("count"),
    joined: fields.lines("joined", bounds.nick),
    left: fields.lines("left", bounds.nick),
  }),
  typing: (fields) => ({
    type: "typing",
    room: fields.optionalLine("room", bounds.room),
    nick: fields.line("nick", bounds.nick),
  }),
  history: (fields) => ({
    type: "history",
    room: fields.line("room", bounds.room),
    ...readPage(fields, readRoomMessage),
  }),
  directs: (fields) => ({
    type: "directs",
    ...readPage(fields, readDirectMessage),
    reachedSeq: fields.raw.optionalInteger("reachedSeq"),
  }),
  results: (fields) => ({
    type: "results",
    query: fields.line("query", bounds.said),
    page: fields.raw.integer("page"),
    messages: fields.objects("messages", readRoomMessage),
    complete: fields.raw.boolean("complete"),
    id: fields.raw.id,
  }),
  members: (fields) => ({
    type: "members",
    room: fields.line("room", bounds.room),
    members: fields.objects("members", readMember),
    count: fields.raw.integer("count"),
    id: fields.raw.id,
  }),
  whois: (fields) => ({
    type: "whois",
    ...readMember(fields),
    operator: fields.raw.boolean("operator"),
    rooms: fields.lines("rooms", bounds.room),
    enteredTs: readTs(fields, "enteredTs"),
    spokeTs: readTs(fields, "spokeTs"),
    agent: fields.optionalLine("agent", bounds.name),
    address: fields.optionalLine("address", bounds.name),
    id: fields.raw.id,
  }),
  rooms: (fields) => ({
    type: "rooms",
    rooms: fields.objects("rooms", readRoom),
    count: fields.raw.integer("count"),
    id: fields.raw.id,
  }),
  notice: (fields) => ({
    type: "notice",
    text: fields.text("text"),
    room: fields.optionalLine("room", bounds.room),
    id: fields.raw.id,
  }),
  error: (fields) => ({
    type: "error",
    code: fields.line("code", bounds.word),
    message: fields.text("message"),
    id: fields.raw.id,
    room: fields.optionalLine("room", bounds.room),
    retryAfterMs: fields.raw.optionalInteger("retryAfterMs"),
  }),
  ping: (fields) => ({ type: "ping", id: fields.raw.id }),
  pong: (fields) => ({ type: "pong", id: fields.raw.id }),
  bye: (fields) => ({
    type: "bye",
    code: fields.line("code", bounds.word),
    text: fields.optionalLine("text", bounds.reason),
  }),
};

/** A message from the server, made anew from what came. Throws `ProtocolError`. */
export function readServerMessage(value: unknown, clean: CleanStrings): ServerMessage {
  const fields = new CleanFields(new Fields(value), clean);
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
  return Math.min(fields.raw.integer(name), maxTs);
}

function readRoomMessage(fields: CleanFields): RoomMessage {
  return {
    type: fields.type("message"),
    room: fields.line("room", bounds.room),
    seq: fields.raw.integer("seq"),
    ts: readTs(fields),
    from: fields.line("from", bounds.nick),
    ...readSaid(fields),
  };
}

function readDirectMessage(fields: CleanFields): DirectMessage {
  return {
    type: fields.type("direct"),
    seq: fields.raw.integer("seq"),
    ts: readTs(fields),
    from: fields.line("from", bounds.nick),
    to: fields.line("to", bounds.nick),
    ...readSaid(fields),
  };
}

/** An entry that is not understood is left out, but for its `seq`: the page goes as far as it would with it. */
function readPage<Item>(fields: CleanFields, read: (fields: CleanFields) => Item) {
  const unknownSeqs: number[] = [];
  const messages = fields.objects("messages", read, (entry) => {
    const seq = seqOf(entry);
    if (seq !== undefined) unknownSeqs.push(seq);
  });
  return {
    messages,
    ...(unknownSeqs.length === 0 ? {} : { unknownSeqs }),
    complete: fields.raw.boolean("complete"),
    remaining: fields.raw.optionalInteger("remaining"),
    id: fields.raw.id,
  };
}

function seqOf(entry: unknown): number | undefined {
  if (typeof entry !== "object" || entry === null || !("seq" in entry)) return undefined;
  return typeof entry.seq === "number" && Number.isSafeInteger(entry.seq) ? entry.seq : undefined;
}

function readSaid(fields: CleanFields): { text: string; kind: string; id?: string } {
  return {
    text: fields.text("text", bounds.said),
    kind: fields.line("kind", bounds.word),
    id: fields.raw.id,
  };
}

function readMember(fields: CleanFields): MemberSummary {
  return {
    nick: fields.line("nick", bounds.nick),
    away: fields.optionalLine("away", bounds.reason),
  };
}

function readRoom(fields: CleanFields): RoomSummary {
  return {
    room: fields.line("room", bounds.room),
    topic: fields.line("topic", bounds.topic),
    count: fields.raw.integer("count"),
  };
}

function readCommand(fields: CleanFields): CommandSummary {
  return {
    name: fields.line("name", bounds.word),
    aliases: fields.lines("aliases", bounds.word),
    usage: fields.line("usage", bounds.usage),
    summary: fields.line("summary", bounds.usage),
  };
}

/** What a server leaves out is as the protocol has it. */
function readLimits(fields: Fields): SessionLimits {
  const rate = fields.optionalObject("rate");
  const bound = (name: Exclude<keyof SessionLimits, "rate">) =>
    fields.optionalInteger(name) ?? limits[name];
  return {
    frameBytes: bound("frameBytes"),
    textBytes: bound("textBytes"),
    nickLength: bound("nickLength"),
    roomNameLength: bound("roomNameLength"),
    topicLength: bound("topicLength"),
    rooms: bound("rooms"),
    rate: rate && readRate(rate),
  };
}

/** Undefined for a rate that is told in another way. */
function readRate(fields: Fields): SessionLimits["rate"] {
  const burst = fields.optionalInteger("burst");
  const perSecond = fields.optionalPositive("perSecond");
  return burst === undefined || perSecond === undefined ? undefined : { burst, perSecond };
}

/** Fields whose strings are cleaned as they are read; `raw` for what no person sees. */
class CleanFields {
  constructor(readonly raw: Fields, private readonly clean: CleanStrings) {}

  text(name: string, maxLength?: number): string {
    return this.clean.text(this.raw.string(name, maxLength));
  }

  optionalText(name: string): string | undefined {
    const value = this.raw.optionalString(name);
    return value === undefined ? undefined : this.clean.text(value);
  }

  line(name: string, maxLength: number): string {
    return this.clean.line(this.raw.string(name, maxLength));
  }

  optionalLine(name: string, maxLength: number): string | undefined {
    const value = this.raw.optionalString(name, maxLength);
    return value === undefined ? undefined : this.clean.line(value);
  }

  /** Throws for an object of another type. */
  type<Type extends string>(type: Type): Type {
    if (this.line("type", bounds.word) === type) return type;
    throw new ProtocolError("unknown_type", `This is no "${type}"`);
  }

  /** An item that is no such string is passed over. */
  lines(name: string, maxLength: number): string[] {
    return this.raw.items(name, (line) => this.#readLine(line, maxLength));
  }

  optionalLines(name: string, maxLength: number): string[] | undefined {
    return this.raw.optionalItems(name, (line) => this.#readLine(line, maxLength));
  }

  /** An item that `read` does not understand is left out, and given to `passOver`. */
  objects<Item>(
    name: string,
    read: (fields: CleanFields) => Item,
    passOver?: (item: unknown) => void,
  ): Item[] {
    const readItem = (item: unknown) => read(new CleanFields(new Fields(item), this.clean));
    return this.raw.items(name, readItem, passOver);
  }

  #readLine(line: unknown, maxLength: number): string {
    return this.clean.line(new Fields({ line }).string("line", maxLength));
  }
}
