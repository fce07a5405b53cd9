/** The version, the bounds, and the names that stand for themselves. */

export const protocolVersion = 1;

export const defaultPort = 5000;

/** Characters that a password of an account has at least, unless the server's operator wants it otherwise. */
export const defaultPasswordMin = 8;

/** Who may make an account: whoever has said hello, also who has not yet, nobody. */
export const registrationModes = ["open", "before-connect", "off"] as const;

export type RegistrationMode = (typeof registrationModes)[number];

/** The room that everybody is put into who names none, and that stays when it is empty. */
export const defaultRoom = "lobby";

/** Stands for one's direct messages where a room is named, in `resume` and `history`; no room can have it. */
export const directRoom = "@";

/** Bounds of the protocol, the same on every server. Bytes are of UTF-8; lengths are in code points. */
export const limits = {
  /** One frame from a client, without its line feed. A longer one ends the session. */
  frameBytes: 64 * 1024,
  /** The same unless it is a `hello`, a `say` or a `command`, with `type` as its first field. */
  smallFrameBytes: 8 * 1024,
  /** Fields, items and brackets in a frame of more than `smallFrameBytes`. */
  largeFrameValues: 1000,
  /** One frame from the server, without its line feed. */
  serverFrameBytes: 256 * 1024,
  textBytes: 16 * 1024,
  nickLength: 32,
  roomNameLength: 64,
  topicLength: 512,
  awayLength: 200,
  /** What stands behind the name of a command that says nothing. */
  argsBytes: 8 * 1024,
  /** The client's own `id` of what it says or asks. */
  idLength: 64,
  tokenLength: 64,
  /** A password, or a code of a link or an invitation. */
  secretBytes: 1024,
  /** What one step of SASL says, in base64. */
  saslLength: 2048,
  agentLength: 128,
  /** The name of whoever sits there, on that machine. */
  userLength: 20,
  realNameLength: 128,
  /** What IRC clients pass to each other beside texts: tags, and what is in frames of their own. */
  tagsBytes: 4096,
  ctcpBytes: 512,
  personLength: 64,
  /** Rooms that one person may be in. */
  rooms: 100,
  /** Sessions that one person may have at a time. */
  sessions: 10,
  /** Messages in one `history` page; a page that would take more than `historyBytes` ends earlier. */
  historyPage: 500,
  historyBytes: 192 * 1024,
  /** What is kept beyond a page is counted up to here; this number stands for itself and any greater one. */
  countedRemaining: 10_000,
  /** What is sent of a room unasked to whoever comes into it new; who resumes gets up to `historyPage`. */
  joinedPage: 50,
  /** Nicks of a person whose direct messages are asked for, and persons. */
  nicksOfPerson: 32,
  /** What is looked for, as it is typed. */
  queryLength: 512,
  /** Messages that one page of a search has. */
  resultsPage: 20,
  /** Messages that one deletion names; more are deleted by several. */
  deletedAtOnce: 100,
  /** What a reaction says. */
  reactionLength: 64,
  /** Places at which the text of one message was joined. */
  joins: 200,
  /** Conversations that one answer names. */
  listedConversations: 200,
  /** Keys of metadata that one person or room has. */
  metadataKeys: 30,
  metadataKeyLength: 32,
  metadataValueBytes: 400,
  /** Entries that one page of the audit log has. */
  auditPage: 20,
  /** Nicks that one session watches. */
  watched: 100,
  /** Members that `joined` and `presence` name; `count` is always the whole number. */
  listedMembers: 100,
  /** Rooms that `rooms` names. */
  listedRooms: 50,
} as const;

/** While somebody types, a client says so at most this often. */
export const typingEveryMs = 3000;

/** Whoever is told so takes it to be over when nothing more of it has come for this long, or something was said. */
export const typingForgottenAfterMs = 6000;

/** What a server can do that was not in version 1 from its beginning, and that changes what a message means. */
export const features = [
  ...["say.to", "history.with", "answers", "person", "say.person"] as const,
  ...["sessions", "accounts", "read", "profile", "login", "watch"] as const,
  ...["history.times", "reactions", "metadata"] as const,
] as const;
