import type { Person, ServerMessage } from "../../../protocol.ts";

/** Rooms are told of the same at about the same time. */
const maxRemembered = 64;

/**
 * What is told in each of somebody's rooms, a client is told once: IRC has one `NICK`, `QUIT` or `AWAY` for all of them.
 */
export class HeardEvents {
  readonly #events = new Set<number>();

  /** Whether the client, who is `self`, has had it in another room, or as its own to begin with; notes it if not. */
  isHeard(message: ServerMessage, self: Person | undefined): boolean {
    if (isOwn(message, self)) return true;
    const event = eventOf(message);
    if (event !== undefined && this.#events.has(event)) return true;
    this.note(message);
    return false;
  }

  /** The client has it now. */
  note(message: ServerMessage): void {
    const event = eventOf(message);
    if (event === undefined) return;
    this.#events.add(event);
    if (this.#events.size <= maxRemembered) return;
    const [oldest = 0] = this.#events;
    this.#events.delete(oldest);
  }
}

function eventOf(message: ServerMessage): number | undefined {
  return "eventNumber" in message ? message.eventNumber : undefined;
}

/** Who is away itself is answered, and who invites somebody; nobody is told that it types itself. */
function isOwn(message: ServerMessage, self: Person | undefined): boolean {
  if (message.type === "moderation") {
    return message.action === "invite" && message.byPerson === self;
  }
  return (message.type === "away" || message.type === "typing") && message.person === self;
}
