import { ChatError } from "../chat/chat_error.ts";
import { placeOf, type RequestBody } from "../chat/request.ts";
import { reasonOf } from "../helpers/reason_of.ts";
import { FrameTooLongError } from "../net/transport.ts";
import {
  type HelloMessage,
  type KnownErrorCode,
  protocolVersion,
  type ServerMessage,
} from "../protocol.ts";
import type { ChatState } from "./chat_state.ts";
import { SlowReaderError } from "./sessions/client_writer.ts";
import type { Delivery } from "./delivery/delivery.ts";
import type { Identities } from "./identities.ts";
import { type Log, unexpected } from "./log.ts";
import type { Outcomes } from "./outcomes.ts";
import type { Participants, ParticipantSession } from "./participants.ts";
import type { Later } from "./delivery/recipient.ts";
import type { Ending, Session, SessionHandler, SessionRequest } from "./sessions/session.ts";

export interface RequestsOptions {
  readonly chat: ChatState;
  readonly outcomes: Outcomes;
  readonly participants: Participants;
  readonly identities: Identities;
  readonly delivery: Delivery;
  readonly lookUp: (later: Later) => Promise<ServerMessage>;
  /** For so long nobody is told that a connection is lost. */
  readonly returnWithinMs: number;
  readonly clock: () => number;
  readonly log: Log;
}

/** Sees to what only this server knows of a session, and brings what its client asks to the rules. */
export class Requests implements SessionHandler {
  readonly #options: RequestsOptions;

  constructor(options: RequestsOptions) {
    this.#options = options;
  }

  onMessage(session: Session, message: SessionRequest): void {
    const { participant } = session;
    const id = "id" in message ? message.id : undefined;
    if (message.type === "bye") {
      this.#logOut(session, message.text);
    } else if (this.#options.delivery.isOverloaded) {
      refuse(session, "room_busy", "The server waits for its disk: try again in a moment", id);
    } else if (message.type === "hello") {
      if (participant === undefined) this.#hello(session, message);
      else refuse(session, "hello_repeated", "You have said hello already");
    } else if (participant === undefined) {
      refuse(session, "hello_required", `Say "hello" before "${message.type}"`, id);
    } else if (message.type === "ping") {
      session.send({ type: "pong", id });
    } else {
      this.ask(participant.identity, message, session);
    }
  }

  /** Brings a request to the rules, and what comes of it to everybody; answers go to the session that asked. */
  ask(by: string, what: RequestBody, asker?: ParticipantSession): void {
    const { chat, outcomes, clock } = this.#options;
    const request = { by, what, nowMs: clock() };
    try {
      for (const outcome of chat.apply(request)) outcomes.handle(outcome, request.nowMs, asker);
    } catch (error) {
      // Delivery cannot take on more now.
      if (!(error instanceof ChatError)) throw error;
      asker?.send(error.toMessage(placeOf(what)));
    }
  }

  onEnd(session: Session, { reason, text, mayReturn }: Ending): Promise<void> {
    const { participants, delivery, returnWithinMs } = this.#options;
    const { participant } = session;
    if (participant?.sessions.has(session) !== true) return Promise.resolve();
    const { identity, member } = participant;
    const rooms = [...member.rooms];
    delivery.detach(participant, session, rooms);
    if (participant.sessions.size === 0) {
      if (mayReturn && returnWithinMs > 0) {
        this.ask(identity, { type: "lose", reason });
        participants.awaitReturn(identity, () => this.ask(identity, { type: "expire" }));
      } else {
        this.ask(identity, { type: "depart", reason, text });
      }
    }
    return delivery.drained(rooms);
  }

  lookUp(later: Later): Promise<ServerMessage> {
    return this.#options.lookUp(later);
  }

  onFault({ participant, address }: Session, error: unknown): void {
    const { log } = this.#options;
    const foreseen = error instanceof FrameTooLongError || error instanceof SlowReaderError;
    if (!foreseen) log(unexpected(error));
    const who = participant === undefined ? address : `"${participant.member.nick}" (${address})`;
    log({ event: "hung_up", level: "warning", message: `Hung up on ${who}: ${reasonOf(error)}` });
  }

  /** What is refused leaves the session open: its client may say hello again. */
  #hello(session: Session, hello: HelloMessage): void {
    const { identities, participants } = this.#options;
    if (hello.version !== protocolVersion) {
      const message = `Version ${hello.version} is not spoken here, only ${protocolVersion}`;
      return refuse(session, "version_unsupported", message);
    }
    const known = identities.find(hello.token);
    const { id } = known ?? identities.create();
    const here = participants.get(id);
    if (here?.floodGuard !== undefined && !session.continues(here.floodGuard)) return;
    const { nick, rooms, agent } = hello;
    const resume = (known && hello.resume) ?? new Map();
    const about = { agent, address: session.address, isKnown: known !== undefined };
    this.ask(id, { type: "enter", nick, rooms, resume, ...about }, session);
  }

  #logOut(session: Session, text: string | undefined): void {
    const { participant } = session;
    if (participant === undefined) session.dismiss({ type: "bye", code: "logged_out" });
    else this.ask(participant.identity, { type: "depart", reason: "left", text }, session);
  }
}

function refuse(
  session: Session,
  code: KnownErrorCode,
  message: string,
  id?: string,
): void {
  session.send({ type: "error", code, message, id });
}
