import type { DepartEvent, EnteredEvent, ReplacedEvent } from "../chat/event.ts";
import { nickKeys } from "../chat/nick.ts";
import { roleOf } from "../chat/permissions.ts";
import type { Member } from "../chat/room.ts";
import { commandsFor, summarize } from "../commands/mod.ts";
import type { Rate } from "../net/rate_limiter.ts";
import {
  directRoom,
  features,
  limits,
  protocolVersion,
  type SessionLimits,
  type WelcomeMessage,
} from "../protocol.ts";
import type { Store } from "../store/store.ts";
import type { ChatState, Outcome } from "./chat_state.ts";
import type { Delivery } from "./delivery/delivery.ts";
import type { Identities } from "./identities.ts";
import { type Log, storageFailed } from "./log.ts";
import type { Participants, ParticipantSession } from "./participants.ts";
import type { Later } from "./delivery/recipient.ts";
import type { SearchDesk } from "./search_desk.ts";

export interface OutcomesOptions {
  /** The server's, as its operator gave it. */
  readonly name: string;
  readonly chat: ChatState;
  readonly participants: Participants;
  readonly identities: Identities;
  readonly delivery: Delivery;
  readonly searchDesk: SearchDesk;
  readonly store: Store;
  /** What each client is allowed; absent where nothing is limited. */
  readonly rate?: Rate;
  /** Begins to stop the server; returns at once. */
  readonly stop: (text?: string) => void;
  readonly log: Log;
}

/** What comes of requests, for the sessions that are here. */
export class Outcomes {
  readonly #options: OutcomesOptions;

  constructor(options: OutcomesOptions) {
    this.#options = options;
  }

  /** `asker`: the session whose request it came of, if that is one of this server. Throws `room_busy`. */
  handle(outcome: Outcome, nowMs: number, asker?: ParticipantSession): void {
    const { delivery, searchDesk, stop } = this.#options;
    switch (outcome.type) {
      case "error":
      case "notice":
      case "members":
      case "whois":
      case "rooms":
      case "results":
        return asker?.send(outcome);
      case "page":
        return asker && sendPage(asker, outcome);
      case "stats":
        return asker?.sendLater(outcome);
      case "search":
        return asker && void searchDesk.search(outcome, asker);
      case "stop":
        return stop(outcome.text);
      case "replaced":
        return this.#replace(outcome);
      case "entered":
        return this.#enter(outcome, asker);
      case "depart":
        return this.#depart(outcome, nowMs);
      case "typing":
      case "typingDirect":
        // What is too much is left out without a word: nobody misses it.
        if (asker?.floodGuard?.admitsTyping() === false) return;
        return delivery.deliver(outcome, nowMs);
      case "rename":
        this.#remember(outcome.identity, outcome.to);
        return delivery.deliver(outcome, nowMs);
      default:
        return delivery.deliver(outcome, nowMs);
    }
  }

  /** The connection that was here is dead, or its client has come again: either way it goes. */
  #replace({ identity, rooms }: ReplacedEvent): void {
    const { participants, delivery } = this.#options;
    const participant = participants.get(identity);
    if (participant === undefined) return;
    for (const session of participant.sessions) {
      delivery.detach(participant, session, rooms);
      session.dismiss({ type: "bye", code: "replaced" });
    }
  }

  #enter(event: EnteredEvent, session?: ParticipantSession): void {
    const { chat, participants, delivery } = this.#options;
    const { identity, nick, directs } = event;
    const member = chat.members.get(identity);
    if (member === undefined) return;
    const participant = participants.enter(member, session?.floodGuard);
    if (session !== undefined) {
      session.participant = participant;
      session.send(this.#welcome(event, member));
      delivery.attach(participant, session, directs);
    }
    this.#remember(identity, nick);
  }

  #welcome({ identity, nick, motd }: EnteredEvent, member: Member): WelcomeMessage {
    const { name, identities, rate } = this.#options;
    return {
      type: "welcome",
      version: protocolVersion,
      server: name,
      nick,
      token: identities.of(identity).token,
      limits: sessionLimits(rate),
      features,
      commands: summarize(commandsFor(roleOf(member))),
      motd: motd === "" ? undefined : motd,
    };
  }

  #depart(event: DepartEvent, nowMs: number): void {
    const { participants, delivery } = this.#options;
    delivery.deliver(event, nowMs);
    const settled = delivery.drained(event.left.map(({ room }) => room));
    const sessions = participants.get(event.identity)?.sessions ?? [];
    participants.exit(event.identity);
    for (const session of sessions) session.dismiss(event.bye, settled);
  }

  /** Keeps under which nick an identity is here: direct messages for it find it by that when it is not. */
  #remember(identity: string, nick: string): void {
    const { store, log } = this.#options;
    store.remember({ identity, nick, keys: nickKeys(nick) }).catch((error: unknown) => {
      log(storageFailed(`Cannot keep who "${nick}" is`, error));
    });
  }
}

function sendPage(asker: ParticipantSession, later: Extract<Later, { type: "page" }>): void {
  if (asker.mayAskForMore) return asker.sendLater(later);
  const { page } = later;
  const message = "Too many pages are on their way: read them first";
  const about = { room: "room" in page ? page.room : directRoom, id: page.id, retryAfterMs: 1000 };
  asker.send({ type: "error", code: "rate_limited", message, ...about });
}

function sessionLimits(rate: Rate | undefined): SessionLimits {
  const { frameBytes, textBytes, nickLength, roomNameLength, topicLength, rooms } = limits;
  return { frameBytes, textBytes, nickLength, roomNameLength, topicLength, rooms, rate };
}
