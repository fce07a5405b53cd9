import type { Member } from "../chat/member.ts";
import { LineTooLongError } from "../net/line_splitter.ts";
import { type HistoryRequest, type LeaveReason, limits } from "../protocol.ts";
import { entryMessage } from "./entry_message.ts";
import { unexpected } from "./log.ts";
import type { Parts } from "./parts.ts";
import { runCommand, sendRefusal } from "./run_command.ts";
import {
  type Session,
  type SessionHandler,
  type SessionRequest,
  SlowReaderError,
} from "./session.ts";
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
        session.end("left", { type: "bye", code: "logged_out" }, message.text);
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

  onEnd(session: Session, reason: LeaveReason, text?: string): Promise<void> {
    const { member } = session;
    const { sessions, rooms, members, delivery } = this.#parts;
    if (member === undefined) return Promise.resolve();
    const left = rooms.leaveAll(member, reason, text);
    for (const event of left) delivery.deliver(event);
    sessions.remove(session, member);
    members.exit(member);
    delivery.detach(member);
    return delivery.drained(left.map(({ room }) => room.name));
  }

  onFault({ member, address }: Session, error: unknown): void {
    const foreseen = error instanceof LineTooLongError || error instanceof SlowReaderError;
    if (!foreseen) this.#parts.log(unexpected(error));
    const who = member === undefined ? address : `"${member.nick}" (${address})`;
    const why = error instanceof Error ? error.message : String(error);
    this.#parts.log({ event: "hung_up", level: "warning", message: `Hung up on ${who}: ${why}` });
  }

  #answer(session: Session, member: Member, request: MemberRequest): void {
    const { rooms, delivery, clock } = this.#parts;
    switch (request.type) {
      case "say":
        return delivery.deliver(rooms.say(member, request, clock()));
      case "command":
        return runCommand(this.#parts, { member, recipient: session }, request);
      case "history":
        return this.#sendHistory(session, member, request);
      case "ping":
        return session.send({ type: "pong", id: request.id });
      default:
        return request satisfies never;
    }
  }

  #sendHistory(session: Session, member: Member, request: HistoryRequest): void {
    const { before, after, limit, id } = request;
    const room = this.#parts.rooms.findFor(member, request.room).name;
    const query = { room, before, after, limit, maxBytes: limits.historyBytes };
    const taken = session.answerInTurn(async () => {
      try {
        const { entries, complete } = await this.#parts.store.page(query);
        session.send({ type: "history", room, messages: entries.map(entryMessage), complete, id });
      } catch (error) {
        const message = `Cannot read the history of "${room}"`;
        this.#parts.log({
          event: "storage_failed",
          level: "error",
          message: `${message}: ${error}`,
        });
        session.send({ type: "error", code: "storage_failed", message, room, id });
      }
    });
    if (!taken) {
      const message = "Too many pages are on their way: read them first";
      session.send({ type: "error", code: "rate_limited", message, room, id, retryAfterMs: 1000 });
    }
  }
}

function refuse(
  session: Session,
  code: "hello_repeated" | "hello_required",
  message: string,
  id?: string,
): void {
  session.send({ type: "error", code, message, id });
}
