import {
  type ClientMessage,
  defaultRoom,
  limits,
  type MetadataTarget,
  type Person,
  ProtocolError,
  type ReadMessage,
} from "../protocol.ts";
import { Fields } from "./fields.ts";

type Readers = {
  readonly [Type in ClientMessage["type"]]: (
    fields: Fields,
  ) => Extract<ClientMessage, { type: Type }>;
};

const defaultHistoryPage = 50;
/** Of the name of an account, which may be longer before it is normalized. */
const bounds = { account: 8 * limits.nickLength } as const;
/** More kinds than there are. */
const maxKindsWithout = 20;

const readers: Readers = {
  hello: (fields) => ({
    type: "hello",
    version: fields.integer("version"),
    nick: fields.string("nick"),
    token: fields.optionalString("token", limits.tokenLength),
    rooms: fields.optionalStrings("rooms", limits.rooms),
    // Of each room, and of direct messages.
    resume: fields.optionalIntegers("resume", limits.rooms + 1),
    agent: fields.optionalString("agent", limits.agentLength),
    session: fields.optionalString("session", limits.idLength),
    unattended: fields.optionalBoolean("unattended"),
    away: fields.optionalString("away", limits.awayLength),
    user: fields.optionalString("user", limits.userLength),
    realName: fields.optionalString("realName", limits.realNameLength),
    bot: fields.optionalBoolean("bot"),
    password: fields.optionalSecret("password"),
    serverPassword: fields.optionalSecret("serverPassword"),
    link: fields.optionalSecret("link"),
    invite: fields.optionalSecret("invite"),
  }),
  say: (fields) => ({
    type: "say",
    ...readTarget(fields),
    text: fields.string("text"),
    kind: fields.optionalWord("kind") ?? "text",
    replyTo: fields.optionalInteger("replyTo"),
    joins: fields.optionalSeqs("joins", limits.joins),
    tags: fields.optionalString("tags", limits.tagsBytes),
    id: fields.id,
  }),
  command: (fields) => ({
    type: "command",
    name: fields.string("name"),
    args: fields.optionalString("args") ?? "",
    room: fields.optionalString("room") ?? defaultRoom,
    id: fields.id,
  }),
  history: (fields) => ({
    type: "history",
    room: fields.string("room"),
    with: fields.optionalStrings("with", limits.nicksOfPerson),
    withPersons: fields.optionalStrings("withPersons", limits.nicksOfPerson),
    before: fields.optionalInteger("before"),
    after: fields.optionalInteger("after"),
    beforeTs: fields.optionalInteger("beforeTs"),
    afterTs: fields.optionalInteger("afterTs"),
    oldest: fields.optionalBoolean("oldest"),
    around: fields.optionalInteger("around"),
    aroundTs: fields.optionalInteger("aroundTs"),
    without: fields.optionalWords("without", maxKindsWithout),
    limit: boundedPage(fields.optionalInteger("limit") ?? defaultHistoryPage),
    id: fields.id,
  }),
  conversations: (fields) => ({
    type: "conversations",
    afterTs: fields.optionalInteger("afterTs"),
    beforeTs: fields.optionalInteger("beforeTs"),
    oldest: fields.optionalBoolean("oldest"),
    limit: bounded(fields.optionalInteger("limit"), limits.listedConversations),
    id: fields.id,
  }),
  typing: (fields) => ({ type: "typing", ...readTarget(fields), id: fields.id }),
  signal: (fields) => ({
    ...{ type: "signal", ...readTarget(fields), id: fields.id },
    tags: fields.optionalString("tags", limits.tagsBytes),
    ctcp: fields.optionalString("ctcp", limits.ctcpBytes),
    isReply: fields.optionalBoolean("isReply"),
  }),
  read: (fields) => ({
    ...{ type: "read", ...readPlace(fields), id: fields.id },
    ...readPosition(fields),
  }),
  getRead: (fields) => ({ type: "getRead", ...readPlace(fields), id: fields.id }),
  password: (fields) => ({
    type: "password",
    password: fields.secret("password"),
    current: fields.optionalSecret("current"),
    id: fields.id,
  }),
  login: (fields) => ({
    type: "login",
    account: fields.string("account", bounds.account),
    password: fields.secret("password"),
    id: fields.id,
  }),
  oper: (fields) => ({
    type: "oper",
    name: fields.string("name", bounds.account),
    password: fields.secret("password"),
    id: fields.id,
  }),
  sasl: (fields) => ({
    type: "sasl",
    mechanism: fields.optionalString("mechanism", limits.idLength),
    data: fields.optionalString("data", limits.saslLength),
    abort: fields.optionalBoolean("abort"),
    id: fields.id,
  }),
  register: (fields) => ({
    type: "register",
    account: fields.string("account", bounds.account),
    password: fields.secret("password"),
    id: fields.id,
  }),
  profile: (fields) => ({
    type: "profile",
    realName: fields.optionalString("realName", limits.realNameLength),
    bot: fields.optionalBoolean("bot"),
    hidden: fields.optionalBoolean("hidden"),
    id: fields.id,
  }),
  getMetadata: (fields) => ({
    type: "getMetadata",
    ...readMetadataTarget(fields),
    keys: fields.optionalStrings("keys", limits.metadataKeys),
    id: fields.id,
  }),
  setMetadata: (fields) => ({
    type: "setMetadata",
    ...readMetadataTarget(fields),
    key: fields.string("key"),
    value: fields.optionalString("value"),
    id: fields.id,
  }),
  clearMetadata: (fields) => ({
    type: "clearMetadata",
    ...readMetadataTarget(fields),
    id: fields.id,
  }),
  watch: (fields) => ({
    type: "watch",
    nicks: fields.optionalStrings("nicks", limits.watched) ?? [],
    off: fields.optionalBoolean("off"),
    id: fields.id,
  }),
  ping: (fields) => ({ type: "ping", id: fields.id }),
  pong: (fields) => ({ type: "pong", id: fields.id }),
  bye: (fields) => ({ type: "bye", text: fields.optionalString("text") }),
};

/** A message from a client, made anew from what came. Throws `ProtocolError`. */
export function readClientMessage(value: unknown): ClientMessage {
  const fields = new Fields(value);
  const type = fields.string("type");
  if (!isType(type)) {
    throw new ProtocolError(
      "unknown_type",
      `There is no message of type ${JSON.stringify(type.slice(0, 40))}`,
      fields.id,
    );
  }
  return readers[type](fields);
}

/** With both, what was meant for one person does not go to a room. */
function readTarget(
  fields: Fields,
): { readonly room: string } | { readonly to: string; readonly toPerson?: Person } {
  const toPerson = fields.optionalString("toPerson", limits.personLength);
  const to = fields.optionalString("to") ?? (toPerson === undefined ? undefined : "");
  const room = fields.optionalString("room") ?? defaultRoom;
  if (to === undefined) return { room };
  return toPerson === undefined ? { to } : { to, toPerson };
}

/** By its `seq`, or by its time alone. */
function readPosition(fields: Fields): Pick<ReadMessage, "seq" | "ts"> {
  const ts = fields.optionalInteger("ts");
  return { seq: ts === undefined ? fields.integer("seq") : fields.optionalInteger("seq") ?? 0, ts };
}

function readPlace(fields: Fields): { readonly room: string } | { readonly with: Person } {
  const person = fields.optionalString("with", limits.personLength);
  return person === undefined ? { room: fields.string("room") } : { with: person };
}

function readMetadataTarget(fields: Fields): MetadataTarget {
  return { room: fields.optionalString("room"), nick: fields.optionalString("nick") };
}

function isType(type: string): type is ClientMessage["type"] {
  return Object.hasOwn(readers, type);
}

/** A page without a message would have no `seq` to go on from. */
function boundedPage(limit: number): number {
  return bounded(limit, limits.historyPage);
}

function bounded(limit: number | undefined, most: number): number {
  return Math.min(Math.max(1, limit ?? most), most);
}
