import { ChatError } from "../chat/chat_error.ts";
import type { ReadEvent } from "../chat/event.ts";
import { type ChatRequest, type RequestBody, roomAndId } from "../chat/request.ts";
import { AccountDesk, type AccountDeskOptions } from "./accounts/account_desk.ts";
import { Attendance } from "./attendance.ts";
import type { AlertOutcome, AuditOutcome } from "../commands/command.ts";
import { may } from "../chat/permissions.ts";
import { reasonOf } from "../helpers/reason_of.ts";
import type { Rate } from "../net/rate_limiter.ts";
import {
  type AnswerMessage,
  type ErrorMessage,
  type LoginMessage,
  type NoticeMessage,
  type ReadMessage,
  type RegistrationMode,
  type ServerMessage,
} from "../protocol.ts";
import type { Outcome } from "./chat_state.ts";
import type { Delivery } from "./delivery/delivery.ts";
import type { Forgetting } from "./delivery/forgetting.ts";
import type { Recipient } from "./delivery/recipient.ts";
import type { Directories } from "./directories.ts";
import type { Directory } from "../wire/directory.ts";
import { describeStats, type StatsSources } from "./answers/describe_stats.ts";
import { Greeter } from "./accounts/greeter.ts";
import type { Hosts } from "./accounts/hosts.ts";
import type { Tokens } from "./accounts/tokens.ts";
import { LoginDesk } from "./accounts/login_desk.ts";
import { type OperatorEntry, OperDesk, type OperDeskOptions } from "./accounts/oper_desk.ts";
import type { RecordKeeper } from "./record_keeper.ts";
import { readAudit } from "./answers/read_audit.ts";
import { notKept } from "./answers/not_kept.ts";
import { type PageRequest, readPage } from "./answers/read_page.ts";
import { type ConversationsLookup, readConversations } from "./answers/read_conversations.ts";
import { markOf, readMark, readMarks } from "./answers/read_marks.ts";
import type { ParticipantSession } from "./participants.ts";
import type { Persons } from "./accounts/persons.ts";
import { SaslDesk } from "./accounts/sasl_desk.ts";
import { SecretDesk, type SecretDeskOptions } from "./accounts/secret_desk.ts";
import type { SearchDesk } from "./answers/search_desk.ts";
import { sendPage } from "./answers/send_page.ts";
import { refuse } from "./refuse.ts";
import { WatchDesk } from "./watch_desk.ts";
import type { Ending } from "./sessions/ending.ts";
import type { SessionRequest } from "./sessions/incoming_frames.ts";
import type { Session, SessionHandler } from "./sessions/session.ts";

/** What may be read anew while the server runs. */
export interface FileSettings {
  /** Cleaned. */
  readonly motd?: string;
  readonly operators?: readonly OperatorEntry[];
}

export interface RequestsOptions
  extends
    StatsSources,
    Pick<SecretDeskOptions, "addresses">,
    Pick<OperDeskOptions, "operators">,
    Pick<AccountDeskOptions, "passwordMin" | "hasFreeGuesses"> {
  /** Reads anew what the server has from files; absent where that is nothing. Rejects with what is wrong, for a person. */
  readonly readFiles?: () => Promise<FileSettings>;
  /** The server's, as its operator gave it. */
  readonly name: string;
  readonly tokens: Tokens;
  readonly persons: Persons;
  readonly hosts: Hosts;
  readonly records: RecordKeeper;
  readonly delivery: Delivery;
  readonly forgetting: Forgetting;
  readonly searchDesk: SearchDesk;
  /** What each client is allowed; absent where nothing is limited. */
  readonly rate?: Rate;
  /** For so long nobody is told that a connection is lost. */
  readonly returnWithinMs: number;
  readonly directories: Directories;
  /** The store's. */
  readonly tokenKey: Uint8Array;
  /** Who may make an account; whoever has said hello if absent. */
  readonly registration?: RegistrationMode;
  /** Begins to stop the server; returns at once. */
  readonly stop: (text?: string) => void;
}

/**
 * Brings what clients ask to the rules, and what comes of it to everybody. Sees to what only this server knows:
 * sessions, tokens, connections that are lost.
 */
export class Requests implements SessionHandler {
  readonly accountDesk: AccountDesk;
  readonly #secrets: SecretDesk;
  readonly #greeter: Greeter;
  readonly #loginDesk: LoginDesk;
  readonly #saslDesk: SaslDesk;
  readonly #operDesk: OperDesk;
  readonly #attendance: Attendance;
  readonly #watchDesk: WatchDesk;

  constructor(private readonly options: RequestsOptions) {
    const { chat, addresses, log, passwordMin, hasFreeGuesses } = options;
    const ask = this.ask.bind(this);
    const rules = { passwordMin, hasFreeGuesses };
    this.accountDesk = new AccountDesk({ chat, addresses, log, ask, ...rules });
    const desks = { ...options, accountDesk: this.accountDesk, ask };
    this.#attendance = new Attendance({ ...options, ask });
    this.#watchDesk = new WatchDesk(options);
    this.#secrets = new SecretDesk(desks);
    this.#operDesk = new OperDesk(desks);
    this.#loginDesk = new LoginDesk(desks);
    const monotonicMs = () => performance.now();
    this.#saslDesk = new SaslDesk({ ...desks, loginDesk: this.#loginDesk, monotonicMs });
    this.#greeter = new Greeter({ ...desks, secrets: this.#secrets }, ask);
  }

  onMessage(session: Session, message: SessionRequest): void | Promise<void> {
    const { participant } = session;
    const id = "id" in message ? message.id : undefined;
    if (message.type === "bye") {
      this.#logOut(session, message.text);
    } else if (message.type === "sasl") {
      return this.#saslDesk.take(session, message);
    } else if (message.type === "login" || message.type === "register") {
      // What comes behind it waits: it is to be as who this makes of it.
      return this.#loginDesk.take(session, message);
    } else if (participant === undefined && message.type !== "hello") {
      refuse(session, "hello_required", `Say "hello" before "${message.type}"`, { id });
    } else if (message.type === "ping") {
      session.recipient.send({ type: "pong", id });
    } else if (this.options.delivery.isOverloaded) {
      refuse(session, "room_busy", "The server waits for its disk: try again in a moment", { id });
    } else if (message.type === "oper") {
      return this.#operDesk.take(session, message);
    } else if (message.type === "watch") {
      this.#watchDesk.take(session, message);
    } else if (message.type === "password") {
      session.noteAsked(this.accountDesk.setPassword(session, message));
    } else if (message.type !== "hello") {
      if (participant === undefined) return;
      const { identity } = participant;
      const opened = this.#secrets.take(identity, message, session);
      // What comes behind it waits.
      if (opened !== undefined) return opened;
      session.noteAsked(this.ask(identity, message, session));
    } else if (participant === undefined) {
      session.noteAsked(this.#greeter.greet(session, message));
    } else {
      refuse(session, "hello_repeated", "You have said hello already");
    }
  }

  /**
   * Brings a request to the rules, and what comes of it to everybody; answers go to the session that asked. Resolves when
   * they are sent, also those that wait for the store or for a look at a password; undefined if they are already.
   */
  ask(by: string, what: RequestBody, asker?: ParticipantSession): Promise<unknown> | undefined {
    const { clock, delivery } = this.options;
    const opened = asker && this.#secrets.take(by, what, asker);
    if (opened !== undefined) return opened;
    this.#watchDesk.touch(by);
    const request = { by, session: asker?.id, device: asker?.device, what, nowMs: clock() };
    const answered = delivery.onBehalfOf(asker?.recipient, () => this.#apply(request, asker));
    this.#watchDesk.tell();
    return answered;
  }

  #apply(request: ChatRequest, asker?: ParticipantSession): Promise<unknown> | undefined {
    let answered: Promise<unknown> | undefined;
    try {
      for (const outcome of this.options.chat.apply(request)) {
        this.#watchDesk.noteOutcome(outcome);
        const later = this.#handle(outcome, request.nowMs, asker);
        if (later) answered = answered === undefined ? later : Promise.all([answered, later]);
      }
    } catch (error) {
      // Delivery cannot take on more now.
      if (!(error instanceof ChatError)) throw error;
      asker?.recipient.send(error.toMessage(roomAndId(request.what)));
    }
    return answered;
  }

  onClosed(session: Session): void {
    this.#watchDesk.forget(session);
  }

  onEnd(session: Session, ending: Ending): Promise<void> {
    return this.#attendance.lose(session, ending);
  }

  readPage(request: PageRequest): Promise<ServerMessage> {
    return readPage(this.options, request);
  }

  readMarks(identity: string): Promise<readonly ReadMessage[]> {
    return readMarks(this.options, identity);
  }

  directoryFor(session: ParticipantSession): Directory {
    return this.options.directories.for(session);
  }

  get isBusy(): boolean {
    const { records, delivery } = this.options;
    return records.settled !== undefined || delivery.isBusy;
  }

  async settled({ recipient }: ParticipantSession): Promise<void> {
    const { records, delivery } = this.options;
    await records.settled;
    await delivery.passed(recipient);
  }

  #logOut(session: Session, text: string | undefined): void {
    const { participant } = session;
    if (participant === undefined) session.dismiss({ type: "bye", code: "logged_out" });
    else this.ask(participant.identity, { type: "depart", reason: "left", text }, session);
  }

  /**
   * `asker`: the session whose request it came of, if that is one of this server. Gives the promise of an answer that is
   * still to come. Throws `room_busy`.
   */
  #handle(
    outcome: Outcome,
    nowMs: number,
    asker?: ParticipantSession,
  ): Promise<unknown> | void {
    const { delivery, records, searchDesk, stop } = this.options;
    switch (outcome.type) {
      case "keepAccount":
      case "forgetAccount":
      case "keepRoom":
      case "forgetRoom":
      case "keepServer":
      case "keepAudit":
        return records.keep(outcome);
      case "error":
      case "login":
      case "notice":
      case "members":
      case "whois":
      case "rooms":
      case "results":
      case "addresses":
      case "invitation":
      case "stats":
      case "audit":
      case "conversations":
      case "metadata":
        return asker && this.#answer(asker, outcome);
      case "page":
        return asker && sendPage(asker, outcome.page);
      case "findConversations":
        return asker && this.#sendConversations(asker, outcome.asked);
      case "readStats":
        return asker && this.#sendStats(asker, outcome.id);
      case "showAddress":
        return asker && this.#sendAddresses(asker, outcome.id);
      case "search":
        return asker && searchDesk.search(outcome, asker.recipient);
      case "readAudit":
        return asker && this.#sendAudit(asker, outcome, nowMs);
      case "newInvitation":
        return asker && this.#secrets.invite(outcome, asker);
      case "alert":
        return this.#alert(outcome);
      case "rehash":
        return asker && this.#rehash(asker, outcome.id);
      case "stop":
        return stop(outcome.text);
      case "showLink":
        return asker && this.accountDesk.showLink(outcome, asker);
      case "claim":
        return asker && this.accountDesk.claim(outcome.identity, outcome.code, asker, outcome.id);
      case "revoke":
        this.accountDesk.revokeLinks(outcome.identity);
        return this.#attendance.revoke(outcome);
      case "read":
        return this.#noteRead(outcome, nowMs, asker?.recipient);
      case "findRead":
        return asker && this.#sendRead(asker, outcome);
      case "replaced":
        return this.#attendance.replace(outcome);
      case "sessionEnded":
        return this.#attendance.endSession(outcome);
      case "sessionMoved":
        return this.#attendance.moveSession(outcome);
      case "loggedIn":
        return this.#attendance.logIn(outcome, asker, nowMs);
      case "entered":
        this.options.directories.noteEntered();
        return this.#attendance.enter(outcome, asker);
      case "depart":
        this.#noteGone(outcome.identity);
        return this.#attendance.depart(outcome, nowMs);
      case "typing":
      case "typingDirect":
        // What is too much is left out without a word: nobody misses it.
        if (asker?.floodGuard?.admitsTyping() === false) return;
        return delivery.deliver(outcome, nowMs);
      case "rename":
        this.#noteGone(outcome.identity, outcome.from);
        this.#attendance.rename(outcome);
        return delivery.deliver(outcome, nowMs);
      default:
        return delivery.deliver(outcome, nowMs, asker?.recipient);
    }
  }

  #alert({ nick: from, person, text: alert }: AlertOutcome): void {
    const text = `${from} to all operators: ${alert}`;
    const message = { type: "notice", text, alert, from, person } as const;
    this.options.participants.tell(message, (member) => may(member, "alert"));
  }

  /** All of it, or nothing and why. */
  async #rehash(asker: ParticipantSession, id: string | undefined): Promise<void> {
    const { chat, readFiles, log } = this.options;
    try {
      const { motd, operators } = await readFiles?.() ?? {};
      if (motd !== undefined) chat.motd = motd;
      if (operators !== undefined) this.#operDesk.operators = operators;
    } catch (error) {
      const problem = `${reasonOf(error)}. All stays as it was`;
      return refuse(asker, "not_allowed", problem, { id });
    }
    const text = "What the server has from files was read anew";
    log({ event: "rehash", level: "info", message: text });
    asker.recipient.send({ type: "notice", text, id });
  }

  #noteGone(identity: string, nick?: string): void {
    const { participants, directories } = this.options;
    const member = participants.get(identity)?.member;
    if (member !== undefined) directories.noteGone(member, nick ?? member.nick);
  }

  /** Once what came of the request so far is kept. */
  #answer({ recipient }: ParticipantSession, answer: Answer): Promise<unknown> | void {
    const { settled } = this.options.records;
    if (settled === undefined) return recipient.send(answer);
    return settled.then((isKept) => recipient.send(isKept ? answer : notKept(answer.id)));
  }

  /** The other sessions get what is known then. */
  async #noteRead(event: ReadEvent, nowMs: number, sender: Recipient | undefined): Promise<void> {
    const { identity, read } = event;
    this.options.store.records.readMarks.mark(identity, markOf(read));
    const known = await readMark(this.options, identity, read);
    this.options.delivery.deliver({ ...event, read: known ?? read }, nowMs, sender);
  }

  async #sendRead(
    { recipient }: ParticipantSession,
    { identity, place, id }: Extract<Outcome, { readonly type: "findRead" }>,
  ): Promise<void> {
    const nothing = { type: "read", ...place, seq: 0, ts: 0 } as const;
    recipient.send({ ...await readMark(this.options, identity, place) ?? nothing, id });
  }

  async #sendConversations(
    { recipient }: ParticipantSession,
    asked: ConversationsLookup,
  ): Promise<void> {
    recipient.send(await readConversations(this.options, asked));
  }

  #sendAddresses(
    { recipient, isOnThisMachine = false }: ParticipantSession,
    id: string | undefined,
  ): void {
    const { addresses: all } = this.options;
    const { fingerprint, certificateSha256 } = all;
    const { addresses, text } = all.tell(isOnThisMachine);
    const webAddresses = all.web().addresses;
    recipient.send({
      ...{ type: "addresses", addresses, webAddresses, fingerprint, certificateSha256, id },
    });
    recipient.send({ type: "notice", text, id });
  }

  async #sendStats({ recipient }: ParticipantSession, id: string | undefined): Promise<void> {
    for (const answer of await describeStats(this.options)) recipient.send({ ...answer, id });
  }

  async #sendAudit(
    { recipient }: ParticipantSession,
    outcome: AuditOutcome,
    nowMs: number,
  ): Promise<void> {
    const { rooms } = this.options.chat.members.get(outcome.identity) ?? {};
    const isIn = (room: string) => rooms?.has(room) ?? false;
    recipient.send(...await readAudit(this.options, outcome, isIn, nowMs));
  }
}

/** What is for who asked alone. */
type Answer = ErrorMessage | LoginMessage | AnswerMessage | NoticeMessage;
