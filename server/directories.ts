import { metadataOf } from "../chat/metadata.ts";
import type { Member } from "../chat/people/member.ts";
import type { Members } from "../chat/people/members.ts";
import { shownHost, shownUser } from "../helpers/text/mask.ts";
import { may, memberRole, rankOf } from "../chat/permissions.ts";
import { isClosed, type Room, settingsSummary } from "../chat/rooms/room.ts";
import { foldAscii } from "../helpers/text/fold_ascii.ts";
import type { Ban, MaskEntry, Named } from "../records.ts";
import type {
  Directory,
  GonePerson,
  ListedMask,
  PersonFacts,
  RoomFacts,
  RoomListName,
  RoomMemberFacts,
  ServerFacts,
} from "../wire/directory.ts";
import type { Person } from "../protocol.ts";
import type { ChatState } from "./chat_state.ts";
import { countPersons, FactsOfServer, type FactsOfServerOptions } from "./facts_of_server.ts";
import { GonePersons } from "./gone_persons.ts";
import type { ParticipantSession } from "./participants.ts";

/** Looks things up in the rules for the sessions of this server, each of which may know other things. */
export class Directories {
  readonly gone: GonePersons = new GonePersons();
  #mostPersons = 0;

  constructor(private readonly options: FactsOfServerOptions) {}

  /** What the client of the session may look up. */
  for(session: ParticipantSession): Directory {
    return new SessionDirectory(this.options, this, session);
  }

  /** The most persons that were here at a time. */
  get mostPersons(): number {
    return this.#mostPersons;
  }

  /** Somebody has come in. */
  noteEntered(): void {
    this.#mostPersons = Math.max(this.#mostPersons, countPersons(this.options.chat));
  }

  /** Somebody goes, or has another nick from now on. */
  noteGone(member: Member, nick: string): void {
    const { user, host, realName, person, account } = new MemberFacts(this.options.chat, member);
    const goneTs = this.options.clock();
    this.gone.note({ nick, user, host, realName, person, account, goneTs });
  }
}

class SessionDirectory implements Directory {
  readonly server: ServerFacts;

  constructor(
    private readonly options: FactsOfServerOptions,
    private readonly directories: Directories,
    private readonly session: ParticipantSession,
  ) {
    this.server = new FactsOfServer(options, session, () => directories.mostPersons);
  }

  get self(): PersonFacts | undefined {
    const { member } = this;
    return member && this.#factsOf(member);
  }

  get lastHereTs(): number | undefined {
    return this.member?.lastHereAt;
  }

  findNick(nick: string): PersonFacts | undefined {
    const member = this.options.chat.members.lookUp(nick);
    if (member === undefined || member.isConsole) return undefined;
    // The rules find look-alikes too.
    return foldAscii(member.nick) === foldAscii(nick) ? this.#factsOf(member) : undefined;
  }

  findReserved(nick: string): string | undefined {
    const reserved = this.options.chat.accounts.lookUp(nick)?.nick;
    return reserved !== undefined && foldAscii(reserved) === foldAscii(nick) ? reserved : undefined;
  }

  findPerson(person: Person): PersonFacts | undefined {
    const member = this.options.chat.members.ofPerson(person);
    return member && this.#factsOf(member);
  }

  findGone(person: Person): GonePerson | undefined {
    return this.directories.gone.byPerson(person);
  }

  *everybody(): Iterable<PersonFacts> {
    for (const member of this.options.chat.members.all()) {
      if (!member.isConsole) yield this.#factsOf(member);
    }
  }

  findRoom(name: string): RoomFacts | undefined {
    const room = this.options.chat.rooms.get(foldAscii(name));
    return room !== undefined && this.#knows(room) ? this.#roomFacts(room) : undefined;
  }

  *rooms(): Iterable<RoomFacts> {
    for (const room of this.options.chat.rooms.largestFirst()) {
      if (this.#knows(room)) yield this.#roomFacts(room);
    }
  }

  *invitations(): Iterable<string> {
    const { member, options: { chat: { rooms } } } = this;
    if (member === undefined) return;
    for (const name of rooms.invitationsOf(member.identity)) {
      if (rooms.get(name)?.members.has(member) === false) yield name;
    }
  }

  gone(nick: string): readonly GonePerson[] {
    return this.directories.gone.of(nick);
  }

  get member(): Member | undefined {
    return this.session.participant?.member;
  }

  #knows(room: Room): boolean {
    return !isClosed(room) || this.member !== undefined && room.members.has(this.member);
  }

  #factsOf(member: Member): PersonFacts {
    const known = (room: Room) => this.#knows(room) ? this.#roomFacts(room) : undefined;
    const viewer = this.member;
    const seesAddress = viewer === member ||
      viewer !== undefined && may(viewer, "seeAddresses");
    return new MemberFacts(this.options.chat, member, known, seesAddress);
  }

  #roomFacts(room: Room): RoomFacts {
    const { members } = this.options.chat;
    return new FactsOfRoom(room, members, this.member, (member) => this.#factsOf(member));
  }
}

/** A view of a member, which is looked at only where it is asked. */
class MemberFacts implements PersonFacts {
  constructor(
    private readonly chat: ChatState,
    private readonly member: Member,
    private readonly known: (room: Room) => RoomFacts | undefined = () => undefined,
    private readonly seesAddress = false,
  ) {}

  get nick(): string {
    return this.member.nick;
  }

  get person(): Person {
    return this.member.person ?? "";
  }

  get user(): string {
    return shownUser(this.member.user);
  }

  get host(): string {
    return shownHost(this.member.host);
  }

  get realName(): string {
    return this.member.realName ?? this.member.nick;
  }

  get account(): string | undefined {
    return this.member.account;
  }

  get isOperator(): boolean {
    return this.member.serverRole !== undefined;
  }

  get isBot(): boolean {
    return this.member.isBot ?? false;
  }

  get isHidden(): boolean {
    return this.member.isHidden ?? false;
  }

  get isEncrypted(): boolean {
    const { sessions, encryption } = this.member;
    if (sessions.size === 0) return encryption !== undefined;
    return sessions.values().every((session) => session.encryption !== undefined);
  }

  get away(): string | undefined {
    return this.member.away;
  }

  get enteredTs(): number {
    return this.member.enteredAt;
  }

  get activeTs(): number {
    return this.member.lastSpokeAt ?? this.member.enteredAt;
  }

  get agent(): string | undefined {
    return this.member.agent;
  }

  get address(): string | undefined {
    return this.seesAddress ? this.member.address : undefined;
  }

  get metadata(): PersonFacts["metadata"] {
    return metadataOf(this.chat, this.member);
  }

  *rooms(): Iterable<RoomFacts> {
    for (const room of this.chat.rooms.of(this.member)) {
      const facts = this.known(room);
      if (facts !== undefined) yield facts;
    }
  }
}

class FactsOfRoom implements RoomFacts {
  constructor(
    private readonly room: Room,
    private readonly everybody: Members,
    private readonly viewer: Member | undefined,
    private readonly factsOf: (member: Member) => PersonFacts,
  ) {}

  get name(): string {
    return this.room.name;
  }

  get topic(): string {
    return this.room.record.topic;
  }

  get topicBy(): string | undefined {
    return this.room.record.topicBy?.nick;
  }

  get topicTs(): number | undefined {
    return this.room.record.topicTs;
  }

  get createdTs(): number | undefined {
    return this.room.record.createdTs;
  }

  get settings(): RoomFacts["settings"] {
    return settingsSummary(this.room.record.settings);
  }

  get metadata(): RoomFacts["metadata"] {
    return this.room.record.metadata ?? {};
  }

  get count(): number {
    return this.room.members.size;
  }

  get isIn(): boolean {
    return this.viewer !== undefined && this.room.members.has(this.viewer);
  }

  *members(): Iterable<RoomMemberFacts> {
    for (const member of this.room.members) yield this.#memberFacts(member);
  }

  member(person: Person): RoomMemberFacts | undefined {
    const member = this.everybody.ofPerson(person);
    const isIn = member !== undefined && this.room.members.has(member);
    return isIn ? this.#memberFacts(member) : undefined;
  }

  list(list: RoomListName): readonly ListedMask[] {
    const { record } = this.room;
    if (list === "invited") return record.invited.map(listedName);
    const listed = record[list];
    return listed.map((each) => "mask" in each ? listedMask(each) : listedBan(each));
  }

  #memberFacts(member: Member): RoomMemberFacts {
    const role = memberRole(rankOf(member, this.room));
    const hasVoice = this.room.record.voices.some(({ identity }) => identity === member.identity);
    return { facts: this.factsOf(member), role, hasVoice };
  }
}

function listedBan({ whom, by, ts }: Ban): ListedMask {
  return { mask: whom, by: by.nick, ts };
}

function listedMask({ mask, by, ts }: MaskEntry): ListedMask {
  return { mask, by: by.nick, ts };
}

function listedName({ nick }: Named): ListedMask {
  return { mask: nick, by: nick, ts: 0 };
}
