import { type Person, ProtocolError, type ServerMessage } from "../protocol.ts";
import { CleanFields, type CleanStrings } from "./clean_fields.ts";
import { understood } from "./fields.ts";
import {
  bounds,
  readAuditSummary,
  readCommand,
  readConnectionCounts,
  readConversation,
  readDirectMessage,
  readFormerProfile,
  readFoundMessage,
  readMember,
  readMetadataValue,
  readOptionalTs,
  readPage,
  readProfile,
  readRole,
  readRoleIn,
  readRoleOf,
  readRoom,
  readRoomMessage,
  readSettings,
  readTextBytes,
  readTs,
  readWhere,
} from "./server_message_parts.ts";

/** The others are never sent. */
type NativeType = Exclude<ServerMessage["type"], "signal">;

type Readers = {
  readonly [Type in NativeType]: (
    fields: CleanFields,
  ) => Extract<ServerMessage, { type: Type }>;
};

const readers: Readers = {
  welcome: (fields) => ({
    type: "welcome",
    version: fields.integer("version"),
    server: fields.line("server", bounds.name),
    nick: fields.name("nick", bounds.nick),
    person: fields.person(),
    token: fields.string("token", bounds.token),
    limits: { textBytes: readTextBytes(fields) },
    features: understood(() => fields.lines("features", bounds.word)) ?? [],
    commands: understood(() => fields.objects("commands", readCommand)) ?? [],
    motd: understood(() => fields.text("motd")),
  }),
  login: (fields) => ({
    type: "login",
    account: fields.name("account", bounds.nick),
    person: fields.person(),
    token: understood(() => fields.optionalString("token", bounds.token)),
    id: fields.id,
  }),
  sasl: (fields) => ({
    type: "sasl",
    data: fields.string("data", bounds.token * 32),
    id: fields.id,
  }),
  joined: (fields) => ({
    type: "joined",
    room: fields.name("room", bounds.room),
    topic: fields.line("topic", bounds.topic),
    topicBy: fields.optionalName("topicBy", bounds.nick),
    topicTs: readOptionalTs(fields, "topicTs"),
    createdTs: readOptionalTs(fields, "createdTs"),
    members: fields.objects("members", readMember),
    count: fields.integer("count"),
    seq: fields.integer("seq"),
    role: readRole(fields),
    muted: understood(() => fields.boolean("muted")),
    mutedUntilTs: readOptionalTs(fields, "mutedUntilTs"),
    settings: understood(() => readSettings(fields.fields("settings"))),
    id: fields.id,
  }),
  left: (fields) => ({
    type: "left",
    room: fields.name("room", bounds.room),
    ts: readOptionalTs(fields, "ts"),
    by: fields.optionalName("by", bounds.nick),
    action: fields.optionalLine("action", bounds.word),
    untilTs: readOptionalTs(fields, "untilTs"),
    byPerson: fields.person("byPerson"),
    text: fields.optionalLine("text", bounds.reason),
  }),
  invited: (fields) => ({
    type: "invited",
    ...readWhere(fields),
    by: fields.name("by", bounds.nick),
    byPerson: fields.person("byPerson"),
  }),
  message: readRoomMessage,
  direct: readDirectMessage,
  join: (fields) => ({
    type: "join",
    ...readWhere(fields),
    ...readRoleOf(fields),
    account: fields.optionalName("account", bounds.nick),
  }),
  leave: (fields) => ({
    type: "leave",
    ...readWhere(fields),
    nick: fields.name("nick", bounds.nick),
    person: fields.person(),
    reason: fields.openWord("reason", bounds.word, "left"),
    text: fields.optionalLine("text", bounds.reason),
    by: fields.optionalName("by", bounds.nick),
    byPerson: fields.person("byPerson"),
  }),
  rename: (fields) => ({
    type: "rename",
    room: fields.nameUnlessAbsent("room", bounds.room),
    ts: readTs(fields),
    from: fields.name("from", bounds.nick),
    to: fields.name("to", bounds.nick),
    person: fields.person(),
  }),
  profile: (fields) => ({
    type: "profile",
    room: fields.nameUnlessAbsent("room", bounds.room),
    ts: readTs(fields),
    nick: fields.name("nick", bounds.nick),
    person: fields.person(),
    ...readProfile(fields),
    was: readFormerProfile(fields),
  }),
  watched: (fields) => ({
    type: "watched",
    nick: fields.name("nick", bounds.nick),
    here: fields.boolean("here"),
    person: fields.person(),
    away: fields.optionalLine("away", bounds.reason),
    ...readProfile(fields),
    id: fields.id,
  }),
  topic: (fields) => ({
    type: "topic",
    ...readWhere(fields),
    by: fields.name("by", bounds.nick),
    person: fields.person(),
    topic: fields.line("topic", bounds.topic),
    seq: fields.optionalInteger("seq"),
  }),
  away: (fields) => ({
    type: "away",
    ...readWhere(fields),
    nick: fields.name("nick", bounds.nick),
    person: fields.person(),
    text: fields.optionalLine("text", bounds.reason),
  }),
  moderation: (fields) => ({
    type: "moderation",
    ...readWhere(fields),
    by: fields.name("by", bounds.nick),
    byPerson: fields.person("byPerson"),
    action: fields.openWord("action", bounds.word, "unknown"),
    nick: fields.optionalName("nick", bounds.name),
    person: fields.person(),
    text: fields.optionalLine("text", bounds.reason),
    untilTs: readOptionalTs(fields, "untilTs"),
    roles: understood(() => fields.objects("roles", readRoleOf)) ?? [],
  }),
  settings: (fields) => ({
    type: "settings",
    ...readWhere(fields),
    by: fields.name("by", bounds.nick),
    person: fields.person(),
    settings: readSettings(fields.fields("settings")),
    changed: understood(() => fields.lines("changed", bounds.word)) ?? [],
  }),
  presence: (fields) => {
    const joined = fields.names("joined", bounds.nick);
    const left = fields.names("left", bounds.nick);
    return {
      ...{ type: "presence", ...readWhere(fields), count: fields.integer("count"), joined, left },
      joinedPersons: fields.persons("joinedPersons", joined.length),
      leftPersons: fields.persons("leftPersons", left.length),
    };
  },
  typing: (fields) => ({
    type: "typing",
    room: fields.nameUnlessAbsent("room", bounds.room),
    ts: fields.optionalInteger("ts"),
    nick: fields.name("nick", bounds.nick),
    person: fields.person(),
  }),
  history: (fields) => ({
    type: "history",
    room: fields.name("room", bounds.room),
    ...readPage(fields, readRoomMessage),
  }),
  directs: (fields) => ({
    type: "directs",
    ...readPage(fields, readDirectMessage),
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
    room: fields.name("room", bounds.room),
    members: fields.objects("members", readMember),
    count: fields.integer("count"),
    id: fields.id,
  }),
  whois: (fields) => ({
    type: "whois",
    ...readMember(fields),
    ...readProfile(fields),
    operator: fields.boolean("operator"),
    rooms: fields.names("rooms", bounds.room),
    roles: understood(() => fields.objects("roles", readRoleIn)) ?? [],
    enteredTs: readTs(fields, "enteredTs"),
    spokeTs: fields.optionalInteger("spokeTs"),
    agent: fields.optionalLine("agent", bounds.name),
    address: fields.optionalLine("address", bounds.name),
    encryption: understood(() => fields.lines("encryption", bounds.word)) ?? [],
    id: fields.id,
  }),
  rooms: (fields) => ({
    type: "rooms",
    rooms: fields.objects("rooms", readRoom),
    count: fields.integer("count"),
    page: fields.optionalInteger("page"),
    complete: understood(() => fields.boolean("complete")),
    id: fields.id,
  }),
  addresses: (fields) => ({
    type: "addresses",
    addresses: fields.lines("addresses", bounds.address),
    webAddresses: understood(() => fields.lines("webAddresses", bounds.address)) ?? [],
    fingerprint: fields.optionalLine("fingerprint", bounds.word),
    certificateSha256: fields.optionalLine("certificateSha256", bounds.word),
    id: fields.id,
  }),
  invitation: (fields) => ({
    type: "invitation",
    code: fields.line("code", bounds.word),
    link: fields.line("link", bounds.address),
    webLink: fields.optionalLine("webLink", bounds.address),
    untilTs: fields.optionalInteger("untilTs"),
    uses: fields.optionalInteger("uses"),
    id: fields.id,
  }),
  stats: (fields) => ({
    type: "stats",
    upMs: fields.integer("upMs"),
    connections: readConnectionCounts(fields.fields("connections")),
    connectionsSoFar: readConnectionCounts(fields.fields("connectionsSoFar")),
    nicks: fields.integer("nicks"),
    rooms: fields.integer("rooms"),
    messages: fields.integer("messages"),
    bytes: fields.integer("bytes"),
    location: fields.line("location", bounds.path),
    memoryBytes: fields.integer("memoryBytes"),
    id: fields.id,
  }),
  audit: (fields) => ({
    type: "audit",
    page: fields.integer("page"),
    entries: fields.objects("entries", readAuditSummary),
    complete: fields.boolean("complete"),
    id: fields.id,
  }),
  conversations: (fields) => ({
    type: "conversations",
    conversations: fields.objects("conversations", readConversation),
    complete: fields.boolean("complete"),
    id: fields.id,
  }),
  metadata: (fields) => ({
    type: "metadata",
    room: fields.optionalName("room", bounds.room),
    nick: fields.optionalName("nick", bounds.nick),
    person: fields.person(),
    values: fields.objects("values", readMetadataValue),
    by: fields.optionalName("by", bounds.nick),
    id: fields.id,
  }),
  notice: (fields) => ({
    type: "notice",
    text: fields.text("text"),
    room: fields.optionalName("room", bounds.room),
    told: understood(() => fields.boolean("told")),
    alert: fields.optionalLine("alert", bounds.topic),
    from: fields.optionalName("from", bounds.nick),
    person: fields.person(),
    id: fields.id,
  }),
  error: (fields) => ({
    type: "error",
    code: fields.openWord("code", bounds.word, "internal"),
    message: understood(() => fields.text("message")) ?? "",
    id: fields.id,
    room: fields.optionalName("room", bounds.room),
    retryAfterMs: fields.optionalInteger("retryAfterMs"),
  }),
  read: (fields) => ({
    type: "read",
    ...readPlace(fields),
    seq: fields.integer("seq"),
    ts: readOptionalTs(fields, "ts"),
    id: fields.id,
  }),
  ping: (fields) => ({ type: "ping", id: fields.id }),
  pong: (fields) => ({ type: "pong", id: fields.id }),
  bye: (fields) => ({
    type: "bye",
    code: fields.openWord("code", bounds.word, "unknown"),
    text: fields.optionalLine("text", bounds.reason),
    retryAfterMs: fields.optionalInteger("retryAfterMs"),
  }),
};

/** A message from the server, made anew from what came. Throws `ProtocolError`. */
export function readServerMessage(value: unknown, clean: CleanStrings): ServerMessage {
  const fields = new CleanFields(value, clean);
  const type = fields.line("type", bounds.word);
  if (!isType(type)) throw new ProtocolError("unknown_type", `Message of unknown type "${type}"`);
  return readers[type](fields);
}

function readPlace(fields: CleanFields): { readonly room: string } | { readonly with: Person } {
  const person = fields.person("with");
  return person === undefined ? { room: fields.name("room", bounds.room) } : { with: person };
}

function isType(type: string): type is NativeType {
  return Object.hasOwn(readers, type);
}
