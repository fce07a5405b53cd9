import { ChatError } from "../chat/chat_error.ts";
import { type ChatRequest, type RequestBody, roomAndId } from "../chat/request.ts";
import type { Rate } from "../net/limits/rate_limiter.ts";
import type { ReadMessage, RegistrationMode, ServerMessage } from "../protocol.ts";
import type { Directory } from "../wire/directory.ts";
import { AccountDesk, type AccountDeskOptions } from "./accounts/account_desk.ts";
import { Greeter } from "./accounts/greeter.ts";
import type { Hosts } from "./accounts/hosts.ts";
import { LoginDesk } from "./accounts/login_desk.ts";
import { OperDesk, type OperDeskOptions } from "./accounts/oper_desk.ts";
import { SaslDesk } from "./accounts/sasl_desk.ts";
import { SecretDesk } from "./accounts/secret_desk.ts";
import type { Tokens } from "./accounts/tokens.ts";
import { readMarks } from "./answers/read_marks.ts";
import { type PageRequest, readPage } from "./answers/read_page.ts";
import { Attendance } from "./attendance.ts";
import { Outcomes, type OutcomesOptions } from "./outcomes.ts";
import type { ParticipantSession } from "./participants.ts";
import { refuse } from "./refuse.ts";
import type { Ending } from "./sessions/ending.ts";
import type { SessionRequest } from "./sessions/incoming_frames.ts";
import type { Session, SessionHandler } from "./sessions/session.ts";
import { WatchDesk } from "./watch_desk.ts";

export interface RequestsOptions
  extends
    Omit<OutcomesOptions, "accountDesk" | "secrets" | "operDesk" | "attendance">,
    Pick<OperDeskOptions, "operators">,
    Pick<AccountDeskOptions, "passwordMin" | "hasFreeGuesses"> {
  /** The server's, as its operator gave it. */
  readonly name: string;
  readonly tokens: Tokens;
  readonly hosts: Hosts;
  /** What each client is allowed; absent where nothing is limited. */
  readonly rate?: Rate;
  /** For so long nobody is told that a connection is lost. */
  readonly returnWithinMs: number;
  /** The store's. */
  readonly tokenKey: Uint8Array;
  /** Who may make an account; whoever has said hello if absent. */
  readonly registration?: RegistrationMode;
}

/** Brings what clients ask to the desk that sees to it or to the rules, and what comes of it to everybody. */
export class Requests implements SessionHandler {
  readonly accountDesk: AccountDesk;
  readonly #secrets: SecretDesk;
  readonly #greeter: Greeter;
  readonly #loginDesk: LoginDesk;
  readonly #saslDesk: SaslDesk;
  readonly #operDesk: OperDesk;
  readonly #attendance: Attendance;
  readonly #watchDesk: WatchDesk;
  readonly #outcomes: Outcomes;

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
    this.#outcomes = new Outcomes({
      ...{ ...options, accountDesk: this.accountDesk, secrets: this.#secrets },
      ...{ operDesk: this.#operDesk, attendance: this.#attendance },
    });
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
        const later = this.#outcomes.handle(outcome, request.nowMs, asker);
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
}
