import {
  type AnswerMessage,
  type CommandSummary,
  type ErrorMessage,
  type InvitedMessage,
  type JoinedMessage,
  limits,
  type MemberRole,
  type MemberSummary,
  type ModerationMessage,
  type NoticeMessage,
  type PageMessage,
  type PassingMessage,
  type Person,
  type RenameMessage,
  type RoomEvent,
  type SaidMessage,
  type ServerMessage,
  type SessionMessage,
  type SettingsSummary,
  type WelcomeMessage,
} from "../protocol.ts";
import type { Peer } from "../net/transport.ts";
import type { CatchUpProgress } from "./resume/catch_up.ts";
import type { ClientEvent } from "./client_event.ts";
import { sameNick } from "../helpers/text/nicks.ts";
import { Mentions } from "./mentions.ts";
import { isSame, People } from "./people.ts";
import { Quotes } from "./quotes.ts";
import { RememberedNicks } from "./remembered_nicks.ts";
import type { SavedSession } from "./resume/saved_session.ts";

export interface RoomState {
  readonly name: string;
  topic: string;
  /** Up to here all topics are known that were set. */
  topicSeq: number;
  /** By nick; in a large room only some, and never more than 10,000. `count` is always the whole number. */
  readonly members: Map<string, MemberSummary>;
  count: number;
  /** One's own. */
  role?: MemberRole;
  /** One is muted; for good without `untilTs`. */
  muted?: { readonly untilTs?: number };
  settings?: SettingsSummary;
  /** While what was missed still comes in. */
  catchingUp?: CatchUpProgress;
}

/** As many as a server has connections by default; whoever comes beyond is counted only. */
const maxMembers = 10_000;

/** What the client knows of the server, kept up to date by what the server sends. */
export class ClientState {
  nick = "";
  /** Who one is; undefined for an older server. */
  person?: Person;
  /** Where the newest connection goes, and whether it is encrypted; undefined before the first. */
  peer?: Peer;
  readonly people = new People();
  /** What one was called before on this server. */
  readonly formerNicks = new RememberedNicks();
  /** Of those, what another was called since. */
  readonly #takenNicks = new RememberedNicks();
  readonly mentions: Mentions = new Mentions(this);
  readonly quotes: Quotes = new Quotes();
  server = "";
  motd?: string;
  /** As many bytes as the text of one message may have. */
  maxTextBytes: number = limits.textBytes;
  /** What the server can do that not every server can. */
  features: readonly string[] = [];
  commands: readonly CommandSummary[] = [];
  /** In the order in which they were joined. */
  readonly rooms = new Map<string, RoomState>();

  /** `saved` is what an earlier run left. */
  constructor(saved?: SavedSession) {
    if (saved === undefined) return;
    for (const nick of [...saved.formerNicks ?? [], saved.nick]) this.formerNicks.add(nick);
  }

  /** Applies what an event carries. */
  applyEvent(event: ClientEvent): void {
    switch (event.type) {
      case "message":
        return this.apply(event.message);
      case "history": {
        this.people.applyPage(event.messages);
        for (const message of event.messages) this.quotes.heard(message);
        const room = this.rooms.get(event.room);
        if (room === undefined) return;
        room.catchingUp = event.progress;
        // One that was set while the page was on its way came in it alone.
        const topic = event.messages.findLast((message) => message.topic !== undefined);
        if (topic?.topic !== undefined && topic.seq > room.topicSeq) setTopic(room, topic);
        return;
      }
      case "connected":
        this.peer = event.peer;
        if (!event.resumed) {
          this.people.clear();
          this.quotes.clear();
        }
        this.apply(event.welcome);
        if (!event.resumed) this.formerNicks.clear();
        return;
      case "arrived":
      case "ready":
      case "disconnected":
      case "closed":
        return;
      default:
        return event satisfies never;
    }
  }

  apply(message: ServerMessage): void {
    this.people.apply(message);
    switch (message.type) {
      case "welcome":
        return this.#welcome(message);
      case "joined":
        return this.#joined(message);
      case "left":
        this.rooms.delete(message.room);
        return;
      case "rename":
        return this.#renamed(message);
      case "join":
      case "leave":
      case "topic":
      case "away":
      case "profile":
      case "moderation":
      case "settings":
      case "presence":
        return this.#changeRoom(message);
      case "direct":
        return this.quotes.heard(message);
      case "message":
        this.quotes.heard(message);
        // Live, and without an id: somebody else has that nick now.
        if (message.id === undefined && !sameNick(message.from, this.nick)) {
          this.#seen(message.from);
        }
        return;
      default:
        message satisfies
          | SaidMessage
          | PageMessage
          | AnswerMessage
          | NoticeMessage
          | InvitedMessage
          | ErrorMessage
          | PassingMessage
          | SessionMessage;
    }
  }

  /** Whether one has said it oneself, under whatever nick. */
  isOwnMessage(message: SaidMessage): boolean {
    if (message.person !== undefined && this.person !== undefined) {
      return message.person === this.person;
    }
    if (sameNick(message.from, this.nick)) return true;
    if (message.type === "message") return this.isOwn(message.from);
    // A direct message that is not to oneself is one's own.
    return !sameNick(message.to, this.nick) && !this.formerNicks.has(message.to);
  }

  /** What one is called, and was before, as far as is known that nobody else is now. */
  get nicks(): readonly string[] {
    return [this.nick, ...this.formerNicks.all.filter((nick) => this.isOwn(nick))];
  }

  /** Whether one is called so or, as far as is known, was the last to be. */
  isOwn(nick: string): boolean {
    if (sameNick(nick, this.nick)) return true;
    return this.formerNicks.has(nick) && !this.#takenNicks.has(nick);
  }

  #welcome({ nick, person, server, motd, limits, features, commands }: WelcomeMessage): void {
    this.#changeNick(nick);
    Object.assign(this, {
      person,
      server,
      motd,
      maxTextBytes: limits.textBytes,
      features,
      commands,
    });
  }

  #changeNick(nick: string): void {
    if (this.nick !== "") this.formerNicks.add(this.nick);
    this.formerNicks.delete(nick);
    this.#takenNicks.delete(nick);
    this.nick = nick;
  }

  /** Somebody is called so, perhaps oneself. */
  #seen(nick: string): void {
    if (this.formerNicks.has(nick)) this.#takenNicks.add(nick);
  }

  /** After a reconnection the room is there already. */
  #joined(message: JoinedMessage): void {
    const { room, topic, members, count, role, settings, seq: topicSeq } = message;
    const muted = message.muted ? { untilTs: message.mutedUntilTs } : undefined;
    for (const { nick } of members) this.#seen(nick);
    this.rooms.set(room, {
      name: room,
      ...{ topic, topicSeq },
      members: new Map(members.slice(0, maxMembers).map((member) => [member.nick, member])),
      ...{ count, role, muted, settings },
    });
  }

  #renamed({ room, from, to }: RenameMessage): void {
    if (room === undefined) return this.#changeNick(to);
    if (!this.isOwn(from)) this.#seen(to);
    const members = this.rooms.get(room)?.members;
    const member = members?.get(from);
    if (members === undefined || member === undefined) return;
    members.delete(from);
    members.set(to, { ...member, nick: to });
  }

  #changeRoom(message: Exclude<RoomEvent, RenameMessage>): void {
    const room = message.room === undefined ? undefined : this.rooms.get(message.room);
    if (room === undefined) return;
    switch (message.type) {
      case "join":
        this.#seen(message.nick);
        if (!room.members.has(message.nick)) room.count++;
        setMember(room, { nick: message.nick, person: message.person, role: message.role });
        return;
      case "leave":
        room.members.delete(message.nick);
        room.count = Math.max(0, room.count - 1);
        return;
      case "topic":
        return setTopic(room, message);
      case "away": {
        const { nick, person, text: away } = message;
        setMember(room, { ...room.members.get(nick), nick, person, away });
        return;
      }
      // Who logs in is another person under the same nick.
      case "profile": {
        const { nick, person } = message;
        const member = room.members.get(nick);
        if (member !== undefined) setMember(room, { ...member, person });
        return;
      }
      case "moderation":
        return this.#moderated(room, message);
      case "settings":
        room.settings = message.settings;
        return;
      case "presence":
        for (const [index, nick] of message.joined.entries()) {
          this.#seen(nick);
          setMember(room, { nick, person: message.joinedPersons?.[index] });
        }
        for (const nick of message.left) room.members.delete(nick);
        room.count = message.count;
        return;
      default:
        return message satisfies never;
    }
  }

  #moderated(room: RoomState, { action, nick, person, untilTs, roles }: ModerationMessage) {
    if (nick !== undefined && isSame({ nick, person }, this)) {
      if (action === "mute") room.muted = { untilTs };
      if (action === "unmute") room.muted = undefined;
    }
    for (const each of roles) {
      if (isSame(each, this)) room.role = each.role;
      const member = room.members.get(each.nick);
      if (member !== undefined) room.members.set(each.nick, { ...member, role: each.role });
    }
  }
}

function setTopic(
  room: RoomState,
  { topic = "", seq = room.topicSeq }: { readonly topic?: string; readonly seq?: number },
): void {
  Object.assign(room, { topic, topicSeq: seq });
}

function setMember({ members }: RoomState, member: MemberSummary): void {
  if (members.has(member.nick) || members.size < maxMembers) members.set(member.nick, member);
}
