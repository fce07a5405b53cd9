import type {
  DepartEvent,
  EnteredEvent,
  LoggedInEvent,
  RenameEvent,
  ReplacedEvent,
  RevokeEvent,
  SessionEndedEvent,
  SessionMovedEvent,
} from "../chat/event.ts";
import type { Member } from "../chat/people/member.ts";
import { isAttended } from "../chat/people/sessions.ts";
import type { RequestBody } from "../chat/request.ts";
import type { Person } from "../protocol.ts";
import type { Rate } from "../net/limits/rate_limiter.ts";
import type { ChatState } from "./chat_state.ts";
import type { Delivery } from "./delivery/delivery.ts";
import type { Recipient } from "./delivery/recipient.ts";
import { rememberNick } from "./find_person.ts";
import { connected, loggedIn } from "./log.ts";
import type { RecordKeeper } from "./record_keeper.ts";
import type { Participant, Participants, ParticipantSession } from "./participants.ts";
import { notKept } from "./answers/not_kept.ts";
import type { ReadSources } from "./answers/read_page.ts";
import { newDevice, type Tokens } from "./accounts/tokens.ts";
import { welcome } from "./welcome.ts";
import type { Ending } from "./sessions/ending.ts";

export interface AttendanceOptions extends ReadSources {
  readonly chat: ChatState;
  readonly participants: Participants;
  readonly delivery: Delivery;
  readonly tokens: Tokens;
  readonly records: RecordKeeper;
  readonly name: string;
  readonly rate?: Rate;
  /** For so long nobody is told that a connection is lost. */
  readonly returnWithinMs: number;
  /** Brings a request to the rules, and their answer to the session. */
  readonly ask: (by: string, what: RequestBody, asker?: ParticipantSession) => void;
}

interface Joining extends Pick<LoggedInEvent, "before" | "nick"> {
  readonly person: Person;
  readonly nowMs: number;
}

/** Does to the sessions of this server what the rules say of who comes and goes. */
export class Attendance {
  constructor(private readonly options: AttendanceOptions) {}

  /** The connection that was here is dead, or its client has come again: either way it goes. */
  replace({ identity, staying, rooms }: ReplacedEvent): void {
    const { participants, delivery } = this.options;
    const participant = participants.get(identity);
    if (participant === undefined) return;
    for (const session of participant.sessions) {
      if (session.id !== undefined && staying.includes(session.id)) continue;
      delivery.detach(participant, session, rooms);
      session.dismiss({ type: "bye", code: "replaced" });
    }
  }

  /** If it is one of this server, and has not ended by itself. */
  endSession({ identity, session: id }: SessionEndedEvent): void {
    const { participants, delivery } = this.options;
    const participant = participants.get(identity);
    const session = participant?.sessions.values().find((session) => session.id === id);
    if (participant === undefined || session === undefined) return;
    const rooms = [...participant.member.rooms];
    delivery.detach(participant, session, rooms);
    session.dismiss({ type: "bye", code: "logged_out" }, delivery.drained(rooms));
  }

  /** `session`: the one that comes in, if it is one of this server. */
  enter({ identity, motd, directs }: EnteredEvent, session?: ParticipantSession): void {
    const { chat, participants, delivery, tokens, name: server, rate, log } = this.options;
    const member = chat.members.get(identity);
    if (member === undefined) return;
    const wasHere = participants.get(identity) !== undefined;
    const participant = participants.enter(member, session);
    if (session !== undefined) {
      participants.count(session);
      session.participant = participant;
      this.#holdUntilKept(session.recipient);
      const token = tokens.tokenOf({ identity, device: session.device ?? newDevice() });
      session.recipient.send(welcome(member, { server, rate, token, motd }));
      if (directs !== undefined) session.recipient.sendMarks(identity);
      delivery.attach(participant, session, directs);
      log(connected(member, wasHere));
    }
    this.#remember(member);
  }

  /** If it is one of this server. */
  moveSession({ identity, session: id, rooms }: SessionMovedEvent): void {
    const { participants, delivery } = this.options;
    const participant = participants.get(identity);
    const session = participant?.sessions.values().find((session) => session.id === id);
    if (participant === undefined || session === undefined) return;
    delivery.detach(participant, session, rooms, true);
    session.participant = undefined;
  }

  /** `session`: the one that is logged in, if it is one of this server. */
  logIn(event: LoggedInEvent, session: ParticipantSession | undefined, nowMs: number): void {
    const { identity, nick, account, before, device, id } = event;
    const { chat, participants, delivery, tokens, persons, log } = this.options;
    const member = chat.members.get(identity);
    if (member === undefined) return;
    const participant = before.isSame
      ? participants.identify(before.identity)
      : participants.enter(member, session);
    if (participant === undefined) return;
    if (before.isSame) delivery.identify(participant, before.identity);
    if (session !== undefined) {
      const person = persons.of(identity);
      const token = device === undefined ? undefined : tokens.tokenOf({ identity, device });
      session.device = device;
      this.#holdUntilKept(session.recipient);
      session.recipient.send({ type: "login", account, person, token, id });
      if (!before.isSame) this.#join(participant, session, { before, nick, person, nowMs });
      session.recipient.sendMarks(identity);
    }
    log(loggedIn(member, before.nick));
    this.#remember(member);
  }

  /** The session has the person's nick from now on, and is charged with its others. */
  #join(
    participant: Participant,
    session: ParticipantSession,
    { before, nick: to, person, nowMs }: Joining,
  ): void {
    session.participant = participant;
    session.floodGuard = participant.floodGuard ?? session.floodGuard;
    if (before.nick !== to) {
      session.recipient.send({ type: "rename", ts: nowMs, from: before.nick, to, person });
    }
    this.options.delivery.attach(participant, session, { after: undefined });
  }

  /** `welcome` acknowledges what came of the hello: a new device, an invitation that is used. */
  #holdUntilKept(recipient: Recipient): void {
    const { settled } = this.options.records;
    if (settled === undefined) return;
    recipient.holdUntil(settled);
    void settled.then((isKept) => isKept || recipient.send(notKept()));
  }

  rename({ identity }: RenameEvent): void {
    const member = this.options.chat.members.get(identity);
    if (member !== undefined) this.#remember(member);
  }

  /** All its sessions end. */
  depart(event: DepartEvent, nowMs: number): void {
    const { participants, delivery } = this.options;
    delivery.deliver(event, nowMs);
    const settled = delivery.drained(event.left.map(({ room }) => room));
    const { identity } = event;
    const { member, sessions = [] } = participants.get(identity) ?? {};
    participants.exit(identity);
    // Whose connection was lost before has seen nothing since.
    if (member !== undefined && [...sessions].length > 0) {
      this.#remember(member);
    }
    for (const session of sessions) session.dismiss(event.bye, settled);
  }

  /**
   * Nothing more of its client will be heard. Resolves when all that was on its way to the client is in its outbox.
   */
  lose(session: ParticipantSession, { reason, mayReturn }: Ending): Promise<void> {
    const { chat, participants, delivery, returnWithinMs, ask } = this.options;
    const { participant } = session;
    if (participant?.sessions.has(session) !== true) return Promise.resolve();
    const { identity, member } = participant;
    const rooms = [...member.rooms];
    delivery.detach(participant, session, rooms);
    const isLast = participant.sessions.size === 0;
    if (isLast && chat.members.get(identity) === member) {
      this.#remember(member);
    }
    if (mayReturn && returnWithinMs > 0 && this.#canReturn(member)) {
      ask(identity, { type: "lose", reason }, session);
      if (member.lostBy !== undefined || !isAttended(member)) {
        participants.awaitReturn(identity, () => ask(identity, { type: "expire" }));
      }
    } else {
      ask(identity, { type: "depart", reason }, session);
    }
    return delivery.drained(rooms);
  }

  #remember(member: Member): void {
    const { identity, nick } = member;
    rememberNick(this.options, { identity, nick, canReturn: this.#canReturn(member) });
  }

  /** A guest whose client keeps no token cannot prove that it is the same again: its nick is free at once. */
  #canReturn({ identity, device }: Member): boolean {
    return device !== undefined || this.options.chat.accounts.get(identity) !== undefined;
  }

  /** Who has no other session leaves. */
  revoke({ identity, devices }: RevokeEvent): void {
    const { participants, delivery, ask } = this.options;
    const participant = participants.get(identity);
    if (participant === undefined) return;
    const isRevoked = ({ device }: ParticipantSession) =>
      device !== undefined && devices.includes(device);
    for (const session of [...participant.sessions].filter(isRevoked)) {
      delivery.detach(participant, session, participant.member.rooms);
      session.dismiss({ type: "bye", code: "token_revoked" });
      ask(identity, { type: "depart", reason: "left" }, session);
    }
    // Also one whose connection is lost just now; who is gone is asked in vain.
    if (participant.sessions.size === 0) ask(identity, { type: "depart", reason: "left" });
  }
}
