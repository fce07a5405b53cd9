import type { DepartEvent, EnteredEvent, ReplacedEvent, SessionEndedEvent } from "../chat/event.ts";
import type { Rate } from "../net/rate_limiter.ts";
import type { ChatState } from "./chat_state.ts";
import type { Delivery } from "./delivery/delivery.ts";
import { rememberNick } from "./find_person.ts";
import { connected } from "./log.ts";
import type { Participants, ParticipantSession } from "./participants.ts";
import type { ReadSources } from "./answers/read_page.ts";
import { newDevice, type Tokens } from "./accounts/tokens.ts";
import { welcome } from "./welcome.ts";

export interface AttendanceOptions extends ReadSources {
  readonly chat: ChatState;
  readonly participants: Participants;
  readonly delivery: Delivery;
  readonly tokens: Tokens;
  readonly name: string;
  readonly rate?: Rate;
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
  enter({ identity, nick, motd, directs }: EnteredEvent, session?: ParticipantSession): void {
    const { chat, participants, delivery, tokens, name: server, rate, log } = this.options;
    const member = chat.members.get(identity);
    if (member === undefined) return;
    const wasHere = participants.get(identity) !== undefined;
    const participant = participants.enter(member, session?.floodGuard);
    if (session !== undefined) {
      session.participant = participant;
      const token = tokens.tokenOf({ identity, device: session.device ?? newDevice() });
      session.recipient.send(welcome(member, { server, rate, token, motd }));
      if (directs !== undefined) session.recipient.sendMarks(identity);
      delivery.attach(participant, session, directs);
      log(connected(member, wasHere));
    }
    rememberNick(this.options, identity, nick);
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
      rememberNick(this.options, identity, member.nick);
    }
    for (const session of sessions) session.dismiss(event.bye, settled);
  }
}
