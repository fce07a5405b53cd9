import { isAttended } from "../chat/people/sessions.ts";
import type { Member } from "../chat/people/member.ts";
import type { ConnectionCounts, ServerMessage } from "../protocol.ts";
import type { FloodGuard } from "./sessions/flood_guard.ts";
import type { Recipient } from "./delivery/recipient.ts";

/** An identity that is here. */
export interface Participant {
  /** `Participants` changes it for who logs in. */
  identity: string;
  readonly member: Member;
  /** None while its connection is lost. */
  readonly sessions: Set<ParticipantSession>;
  /** Charges all its sessions, so that a new connection is not given more to say. Absent where nothing is limited. */
  readonly floodGuard?: FloodGuard;
}

/** What a participant has of a session: a connected client's or the operator's console. */
export interface ParticipantSession {
  readonly recipient: Recipient;
  /** Unique among the participant's; absent for the console, and before `hello`. */
  id?: string;
  /** Absent before `hello`. */
  participant?: Participant;
  /** The account that its client has logged in to before `hello`. */
  login?: Login;
  /** Of the token that its client has; absent for the console, and before `hello`. */
  device?: string;
  floodGuard?: FloodGuard;
  /** Absent for the console. */
  readonly address?: string;
  /** From where its client guesses passwords and codes; absent where that is exempt. */
  readonly guessNetwork?: string;
  /** Its client runs on this machine; true of the console too. */
  readonly isOnThisMachine?: boolean;
  /** How it is encrypted, as its transport calls that; absent in the clear. */
  readonly encryption?: string;
  /** Ends it in order: once all that is on its way is `settled`, `last` goes out. Idempotent. */
  dismiss(last: ServerMessage, settled?: Promise<unknown>): void;
}

export interface Login {
  /** Whose account it is. */
  readonly identity: string;
  readonly account: string;
}

interface Absence {
  readonly timer: ReturnType<typeof setTimeout>;
  readonly end: () => void;
}

const noConnections: ConnectionCounts = { encrypted: 0, plain: 0 };

function counted(
  { encrypted, plain }: ConnectionCounts,
  { encryption }: ParticipantSession,
): ConnectionCounts {
  return encryption === undefined
    ? { encrypted, plain: plain + 1 }
    : { encrypted: encrypted + 1, plain };
}

/**
 * Everybody who is here, by identity. Those whose connection is lost stay for a while, and nobody is told, since
 * most come back; at the bound whoever has been away longest goes.
 */
export class Participants implements Disposable {
  readonly #byIdentity = new Map<string, Participant>();
  /** In the order in which they were lost. */
  readonly #absences = new Map<string, Absence>();
  #disposed = false;
  #connectionsSoFar: ConnectionCounts = noConnections;

  constructor(private readonly bounds: { readonly forMs: number; readonly maxAbsent: number }) {}

  get(identity: string): Participant | undefined {
    return this.#byIdentity.get(identity);
  }

  /** A client's session comes in. */
  count(session: ParticipantSession): void {
    this.#connectionsSoFar = counted(this.#connectionsSoFar, session);
  }

  /**
   * The one that is here already, or a new one; it is not absent any more if somebody sits at one of its sessions.
   * `session`: the client's that comes in.
   */
  enter(member: Member, session?: ParticipantSession): Participant {
    const { identity } = member;
    if (isAttended(member)) this.#endAbsence(identity);
    let participant = this.#byIdentity.get(identity);
    if (participant === undefined) {
      const { floodGuard } = session ?? {};
      participant = { identity, member, sessions: new Set(), floodGuard };
      this.#byIdentity.set(identity, participant);
    }
    return participant;
  }

  /** The participant's member has another identity now. */
  identify(before: string): Participant | undefined {
    const participant = this.#byIdentity.get(before);
    if (participant === undefined) return undefined;
    this.exit(before);
    participant.identity = participant.member.identity;
    this.#byIdentity.set(participant.identity, participant);
    return participant;
  }

  /** The connection is lost of whoever sat there. `onExpired` is called when it has not come back in time, unless all is disposed. */
  awaitReturn(identity: string, onExpired: () => void): void {
    if (this.#disposed) return;
    const end = () => {
      this.#endAbsence(identity);
      onExpired();
    };
    this.#endAbsence(identity);
    this.#absences.set(identity, { timer: setTimeout(end, this.bounds.forMs), end });
    if (this.#absences.size <= this.bounds.maxAbsent) return;
    const [longest] = this.#absences.values();
    longest?.end();
  }

  exit(identity: string): void {
    this.#endAbsence(identity);
    this.#byIdentity.delete(identity);
  }

  /** To all sessions of those members. */
  tell(message: ServerMessage, isFor: (member: Member) => boolean): void {
    for (const { member, sessions } of this.#byIdentity.values()) {
      if (isFor(member)) sessions.forEach(({ recipient }) => recipient.send(message));
    }
  }

  /** Of clients: the operator's console is none. */
  get connections(): ConnectionCounts {
    const clients = this.#byIdentity.values().filter(({ member }) => !member.isConsole);
    return clients.flatMap(({ sessions }) => sessions).reduce(counted, noConnections);
  }

  /** The same of all that came in, those that are gone among them. */
  get connectionsSoFar(): ConnectionCounts {
    return this.#connectionsSoFar;
  }

  /** How many have lost their connection, and may come back. */
  get absentCount(): number {
    return this.#absences.size;
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    for (const identity of this.#absences.keys()) this.#endAbsence(identity);
  }

  #endAbsence(identity: string): void {
    clearTimeout(this.#absences.get(identity)?.timer);
    this.#absences.delete(identity);
  }
}
