import type { Member } from "../chat/room.ts";
import { reasonOf } from "../helpers/reason_of.ts";
import { FrameTooLongError } from "../net/transport.ts";
import {
  directRoom,
  type HistoryRequest,
  type KnownErrorCode,
  type ServerMessage,
  type TypingRequest,
} from "../protocol.ts";
import { inboxOf } from "../store/store.ts";
import { SlowReaderError } from "./client_writer.ts";
import { depart } from "./depart.ts";
import { unexpected } from "./log.ts";
import { lookUp } from "./look_up.ts";
import type { Parts } from "./parts.ts";
import type { Later } from "./recipient.ts";
import { runCommand, sayToOne, sendRefusal } from "./run_command.ts";
import { type Ending, type Session, type SessionHandler, type SessionRequest } from "./session.ts";
import { welcome } from "./welcome.ts";

/** What a member asks: all but to come in and to go. */
type MemberRequest = Exclude<SessionRequest, { type: "hello" | "bye" }>;

/** Answers what the clients ask. */
export class Requests implements SessionHandler {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  onMessage(session: Session, message: SessionRequest): void {
    const { member } = session;
    try {
      if (message.type === "bye") {
        session.end({ reason: "left", text: message.text }, { type: "bye", code: "logged_out" });
      } else if (this.#parts.delivery.isOverloaded) {
        const id = "id" in message ? message.id : undefined;
        refuse(session, "room_busy", "The server waits for its disk: try again in a moment", id);
      } else if (message.type === "hello") {
        if (member === undefined) welcome(this.#parts, session, message);
        else refuse(session, "hello_repeated", "You have said hello already");
      } else if (member === undefined) {
        refuse(session, "hello_required", `Say "hello" before "${message.type}"`, message.id);
      } else {
        this.#answer(session, member, message);
      }
    } catch (error) {
      sendRefusal(session, error, {
        room: "room" in message ? message.room : undefined,
        id: "id" in message ? message.id : undefined,
      });
    }
  }

  onEnd(session: Session, ending: Ending): Promise<void> {
    const { member } = session;
    const { sessions, absences, delivery, rules } = this.#parts;
    if (member === undefined) return Promise.resolve();
    const identity = sessions.remove(session, member);
    if (!ending.mayReturn || rules.returnWithinMs === 0 || identity === undefined) {
      return delivery.drained(depart(this.#parts, member, ending));
    }
    delivery.park(member);
    const { floodGuard } = session;
    absences.add(identity, { member, floodGuard }, (sentAway = ending) => {
      depart(this.#parts, member, sentAway);
    });
    return delivery.drained([...member.rooms].map(({ name }) => name));
  }

  lookUp(later: Later): Promise<ServerMessage> {
    return lookUp(this.#parts, later);
  }

  onFault({ member, address }: Session, error: unknown): void {
    const foreseen = error instanceof FrameTooLongError || error instanceof SlowReaderError;
    if (!foreseen) this.#parts.log(unexpected(error));
    const who = member === undefined ? address : `"${member.nick}" (${address})`;
    const why = reasonOf(error);
    this.#parts.log({ event: "hung_up", level: "warning", message: `Hung up on ${who}: ${why}` });
  }

  #answer(session: Session, member: Member, request: MemberRequest): void {
    const { rooms, delivery, clock } = this.#parts;
    switch (request.type) {
      case "say":
        if ("to" in request) return sayToOne(this.#parts, { member, recipient: session }, request);
        return delivery.deliver(rooms.say(member, request, clock()));
      case "command":
        return runCommand(this.#parts, { member, recipient: session }, request);
      case "history":
        return this.#sendHistory(session, member, request);
      case "typing":
        return this.#passOnTyping(session, member, request);
      case "ping":
        return session.send({ type: "pong", id: request.id });
      default:
        return request satisfies never;
    }
  }

  /** What is too much is left out without a word: nobody misses it. */
  #passOnTyping(session: Session, member: Member, request: TypingRequest): void {
    const { rooms, members, delivery } = this.#parts;
    const event = "to" in request
      ? members.typeDirect(member, request.to)
      : rooms.type(member, request.room);
    if (event !== undefined && session.floodGuard.admitsTyping()) delivery.deliver(event);
  }

  #sendHistory(session: Session, member: Member, request: HistoryRequest): void {
    const { before, after, limit, id } = request;
    const { rooms, sessions } = this.#parts;
    const isDirect = request.room === directRoom;
    const room = isDirect ? directRoom : rooms.findFor(member, "read", request.room).name;
    if (!session.mayAskForMore) {
      const message = "Too many pages are on their way: read them first";
      const about = { room, id, retryAfterMs: 1000 };
      return session.send({ type: "error", code: "rate_limited", message, ...about });
    }
    const bounds = { before, after, limit, id };
    const identity = sessions.identityOf(member) ?? "";
    const page = isDirect ? { inbox: inboxOf(identity), ...bounds } : { room, ...bounds };
    session.sendLater({ type: "page", page });
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
