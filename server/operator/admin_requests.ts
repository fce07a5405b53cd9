import { timingSafeEqual } from "node:crypto";
import { findCommand } from "../../helpers/commands.ts";
import {
  type CommandMessage,
  type HelloMessage,
  protocolVersion,
  type ServerMessage,
} from "../../protocol.ts";
import type { Rate } from "../../net/limits/rate_limiter.ts";
import type { Delivery } from "../delivery/delivery.ts";
import type { PageRequest } from "../answers/read_page.ts";
import type { Requests } from "../requests.ts";
import type { SessionRequest } from "../sessions/incoming_frames.ts";
import type { Session, SessionHandler } from "../sessions/session.ts";
import { refuse } from "../refuse.ts";
import type { Directory } from "../../wire/directory.ts";
import { welcome } from "../welcome.ts";
import type { Operator } from "./operator.ts";
import { StopQuestion } from "./stop_question.ts";

export interface AdminRequestsOptions {
  readonly operator: Operator;
  readonly requests: Requests;
  readonly delivery: Delivery;
  /** Its name. */
  readonly server: string;
  /** What each session is allowed; absent where nothing is limited. */
  readonly rate: Rate | undefined;
  /** What a `hello` must have as its token, where the system does not see to who may connect. */
  readonly secret: string | undefined;
}

/** What is known of a session that has said hello. */
interface Console {
  /** All that was asked so far is answered. */
  answered?: Promise<unknown>;
  /** Absent for who wants answers only, as a script does: that one is not asked whether to stop. */
  readonly stopQuestion?: StopQuestion;
}

/**
 * What is asked over the admin socket, in the native protocol: all of them are the operator, and may do what the
 * server's own console may. With `rooms: []` in its `hello` a session gets answers only; without, also what happens in
 * rooms. A `pong` comes once all that was asked before its `ping` is answered.
 */
export class AdminRequests implements SessionHandler {
  readonly #consoles = new Map<Session, Console>();
  #isStopping = false;

  constructor(private readonly options: AdminRequestsOptions) {}

  /** The server stops: what is asked from now on is refused. */
  stop(): void {
    this.#isStopping = true;
  }

  onMessage(session: Session, message: SessionRequest): void {
    const id = "id" in message ? message.id : undefined;
    const console = this.#consoles.get(session);
    if (message.type === "bye") {
      session.end({ reason: "left" }, { type: "bye", code: "logged_out" });
    } else if (message.type === "hello") {
      if (console === undefined) this.#hello(session, message);
      else refuse(session, "hello_repeated", "You have said hello already");
    } else if (console === undefined) {
      refuse(session, "hello_required", `Say "hello" before "${message.type}"`, { id });
    } else if (this.#isStopping) {
      refuse(session, "not_allowed", "The server is stopping", { id });
    } else if (message.type === "ping") {
      void this.#answered(console).then(() => session.recipient.send({ type: "pong", id }));
    } else if (message.type === "command") {
      this.#runCommand(session, console, message);
    } else if (message.type === "say") {
      this.#note(console, this.options.operator.ask(message, session));
    } else {
      refuse(session, "not_allowed", `"${message.type}" is for clients, and not for admins`, {
        id,
      });
    }
  }

  onEnd(session: Session): Promise<void> {
    this.#consoles.delete(session);
    this.options.operator.detach(session);
    return Promise.resolve();
  }

  readPage(request: PageRequest): Promise<ServerMessage> {
    return this.options.requests.readPage(request);
  }

  readMarks(identity: string): Promise<readonly ServerMessage[]> {
    return this.options.requests.readMarks(identity);
  }

  directoryFor(session: Session): Directory {
    return this.options.requests.directoryFor(session);
  }

  get isBusy(): boolean {
    return this.options.delivery.isBusy;
  }

  settled(): Promise<void> {
    return this.options.delivery.drained();
  }

  #hello(session: Session, { version, token, rooms }: HelloMessage): void {
    const { operator, server, rate, secret } = this.options;
    if (version !== protocolVersion) {
      const message = `Version ${version} is not spoken here, only ${protocolVersion}`;
      return refuse(session, "version_unsupported", message);
    }
    if (secret !== undefined && !isSame(secret, token ?? "")) {
      return refuse(session, "not_allowed", "That is not this server's admin token");
    }
    const answersOnly = rooms?.length === 0;
    const stopQuestion = answersOnly ? undefined : new StopQuestion(() => operator.others);
    this.#consoles.set(session, { stopQuestion });
    session.participant = operator.participant;
    session.recipient.send(welcome(operator.participant.member, { server, rate, token: "" }));
    if (answersOnly) return;
    operator.attach(session);
    this.#tellWhoIsHere(session);
  }

  /** What a console can complete to: who comes and goes later, it sees. */
  #tellWhoIsHere(session: Session): void {
    const { operator } = this.options;
    for (const members of operator.membersByRoom()) session.recipient.send(members);
  }

  #runCommand(session: Session, console: Console, command: CommandMessage): void {
    const { operator } = this.options;
    const isStop = findCommand(operator.known().commands, command.name)?.name === "stop";
    const taken = isStop ? console.stopQuestion?.take(command.args) : undefined;
    if (taken !== undefined && "question" in taken) {
      session.recipient.send({ type: "notice", text: taken.question, id: command.id });
    } else {
      this.#note(console, operator.ask({ ...command, ...taken }, session));
    }
  }

  #note(console: Console, answered: Promise<unknown> | undefined): void {
    if (answered === undefined) return;
    console.answered = Promise.allSettled([console.answered, answered]);
  }

  async #answered({ answered }: Console): Promise<void> {
    await answered;
    await this.options.delivery.drained();
  }
}

function isSame(secret: string, given: string): boolean {
  const [one, other] = [secret, given].map((text) => new TextEncoder().encode(text));
  return one?.length === other?.length && one !== undefined && other !== undefined &&
    timingSafeEqual(one, other);
}
