import {
  byeCodes,
  type CommandSummary,
  errorCodes,
  leaveReasons,
  type MemberSummary,
  type MessageKind,
  ProtocolError,
  type RoomMessage,
  type ServerMessage,
  type SessionLimits,
} from "../protocol.ts";
import { Fields } from "./fields.ts";

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

const kinds: readonly MessageKind[] = ["text", "action"];

const readers: Readers = {
  welcome: (fields) => ({
    type: "welcome",
    version: fields.raw.integer("version"),
    server: fields.line("server"),
    nick: fields.line("nick"),
    token: fields.raw.string("token"),
    limits: readLimits(fields.raw.object("limits")),
    commands: fields.objects("commands", readCommand),
    motd: fields.optionalText("motd"),
  }),
  joined: (fields) => ({
    type: "joined",
    room: fields.line("room"),
    topic: fields.line("topic"),
    members: fields.objects("members", readMember),
    count: fields.raw.integer("count"),
    seq: fields.raw.integer("seq"),
  }),
  left: (fields) => ({ type: "left", room: fields.line("room") }),
  message: readRoomMessage,
  direct: (fields) => ({
    type: "direct",
    ts: fields.raw.integer("ts"),
    from: fields.line("from"),
    to: fields.line("to"),
    text: fields.text("text"),
    kind: fields.raw.oneOf("kind", kinds),
    id: fields.raw.id,
  }),
  join: (fields) => ({ type: "join", ...readWhere(fields), nick: fields.line("nick") }),
  leave: (fields) => ({
    type: "leave",
    ...readWhere(fields),
    nick: fields.line("nick"),
    reason: fields.raw.oneOf("reason", leaveReasons),
    text: fields.optionalLine("text"),
  }),
  rename: (fields) => ({
    type: "rename",
    room: fields.optionalLine("room"),
    ts: fields.raw.integer("ts"),
    from: fields.line("from"),
    to: fields.line("to"),
  }),
  topic: (fields) => ({
    type: "topic",
    ...readWhere(fields),
    by: fields.line("by"),
    topic: fields.line("topic"),
  }),
  away: (fields) => ({
    type: "away",
    ...readWhere(fields),
    nick: fields.line("nick"),
    text: fields.optionalLine("text"),
  }),
  presence: (fields) => ({
    type: "presence",
    ...readWhere(fields),
    count: fields.raw.integer("count"),
    joined: fields.lines("joined"),
    left: fields.lines("left"),
  }),
  history: (fields) => ({
    type: "history",
    room: fields.line("room"),
    messages: fields.objects("messages", readRoomMessage),
    complete: fields.raw.boolean("complete"),
    id: fields.raw.id,
  }),
  notice: (fields) => ({
    type: "notice",
    text: fields.text("text"),
    room: fields.optionalLine("room"),
    id: fields.raw.id,
  }),
  error: (fields) => ({
    type: "error",
    code: fields.raw.oneOf("code", errorCodes),
    message: fields.text("message"),
    id: fields.raw.id,
    room: fields.optionalLine("room"),
    retryAfterMs: fields.raw.optionalInteger("retryAfterMs"),
  }),
  ping: (fields) => ({ type: "ping", id: fields.raw.id }),
  pong: (fields) => ({ type: "pong", id: fields.raw.id }),
  bye: (fields) => ({
    type: "bye",
    code: fields.raw.oneOf("code", byeCodes),
    text: fields.optionalLine("text"),
  }),
};

/** A message from the server, made anew from what came. Throws `ProtocolError`. */
export function readServerMessage(value: unknown, clean: CleanStrings): ServerMessage {
  const fields = new CleanFields(new Fields(value), clean);
  const type = fields.line("type");
  if (!isType(type)) throw new ProtocolError("unknown_type", `Message of unknown type "${type}"`);
  return readers[type](fields);
}

function isType(type: string): type is ServerMessage["type"] {
  return Object.hasOwn(readers, type);
}

function readWhere(fields: CleanFields): { room: string; ts: number } {
  return { room: fields.line("room"), ts: fields.raw.integer("ts") };
}

function readRoomMessage(fields: CleanFields): RoomMessage {
  return {
    type: "message",
    room: fields.line("room"),
    seq: fields.raw.integer("seq"),
    ts: fields.raw.integer("ts"),
    from: fields.line("from"),
    text: fields.text("text"),
    kind: fields.raw.oneOf("kind", kinds),
    id: fields.raw.id,
  };
}

function readMember(fields: CleanFields): MemberSummary {
  return { nick: fields.line("nick"), away: fields.optionalLine("away") };
}

function readCommand(fields: CleanFields): CommandSummary {
  return {
    name: fields.line("name"),
    aliases: fields.lines("aliases"),
    usage: fields.line("usage"),
    summary: fields.line("summary"),
  };
}

function readLimits(fields: Fields): SessionLimits {
  const rate = fields.optionalObject("rate");
  return {
    frameBytes: fields.integer("frameBytes"),
    textBytes: fields.integer("textBytes"),
    nickLength: fields.integer("nickLength"),
    roomNameLength: fields.integer("roomNameLength"),
    topicLength: fields.integer("topicLength"),
    rooms: fields.integer("rooms"),
    rate: rate && { burst: rate.integer("burst"), perSecond: rate.positive("perSecond") },
  };
}

/** Fields whose strings are cleaned as they are read; `raw` for what no person sees. */
class CleanFields {
  constructor(readonly raw: Fields, private readonly clean: CleanStrings) {}

  text(name: string): string {
    return this.clean.text(this.raw.string(name));
  }

  optionalText(name: string): string | undefined {
    const value = this.raw.optionalString(name);
    return value === undefined ? undefined : this.clean.text(value);
  }

  line(name: string): string {
    return this.clean.line(this.raw.string(name));
  }

  optionalLine(name: string): string | undefined {
    const value = this.raw.optionalString(name);
    return value === undefined ? undefined : this.clean.line(value);
  }

  lines(name: string): string[] {
    return this.raw.strings(name).map(this.clean.line);
  }

  objects<Item>(name: string, read: (fields: CleanFields) => Item): Item[] {
    return this.raw.objects(name, (fields) => read(new CleanFields(fields, this.clean)));
  }
}
