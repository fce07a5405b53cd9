import type { KnownLeaveReason, Person } from "../../protocol.ts";
import { networkOf } from "../../helpers/network/networks.ts";
import type { Metadata, ServerRole } from "../../records.ts";
import type { ClientFacts } from "../request.ts";

/** What the rules know of one connection of a client. */
export interface SessionFacts extends ClientFacts {
  /** Nobody sits at it, as at a script's. */
  readonly isUnattended: boolean;
  /** It has logged in to its account, which need not be called as it is. */
  readonly isLoggedIn?: boolean;
  /** What it has proved to be, whatever its account is. */
  readonly grantedRole?: ServerRole;
}

/** Somebody who is here under a nick. `Members` changes the nick, `Rooms` the rooms. */
export interface Member {
  /** Who this is, over nicks and connections. `Members` changes it for who logs in. */
  identity: string;
  /** What others know the identity by; nothing of the identity follows from it. */
  person?: Person;
  nick: string;
  /** Whoever sits at the server's terminal, in no room; the only one with that nick. */
  readonly isConsole: boolean;
  /** Beside what it is in rooms. */
  serverRole?: ServerRole;
  /** By id, the newest last; while the connection is lost, the last one there was. Empty for clients that give no ids. */
  readonly sessions: Map<string, SessionFacts>;
  /** By name. */
  readonly rooms: Set<string>;
  /** Milliseconds since the Unix epoch. */
  readonly enteredAt: number;
  /** The same: when its newest session began; absent for the first one. */
  beganAt?: number;
  /** The same: when it last said something in a room that is not closed; absent if it never did. */
  lastSpokeAt?: number;
  /** Why the member is away, perhaps empty; absent while here. */
  away?: string;
  /** It is away since nobody sits at its sessions any more, not by its own word. */
  isAwayByItself?: boolean;
  /** Somebody sat at one of its sessions since it was last away by itself. */
  wasAttended?: boolean;
  /** Set while the connection is lost and may come back: the reason that is told if it does not. */
  lostBy?: KnownLeaveReason;
  /** Who last said something to the member alone, for `/reply`; perhaps gone by now. */
  lastCorrespondent?: Member;
  /** The program of its newest session, as that told. */
  agent?: string;
  /** As others are told it. */
  account?: string;
  /** It has another nick than the one that is reserved for its account, which stays so. */
  isApart?: boolean;
  /** As the newest session told. */
  user?: string;
  realName?: string;
  host?: string;
  isBot?: boolean;
  isHidden?: boolean;
  /**
   * Until when it surely heard what was said: as its connection was lost last or else, before it came, as its account was
   * seen last, perhaps up to an hour before that one went.
   */
  lastHereAt?: number;
  /** While there is no account, which would have them. */
  metadata?: Metadata;
  /** Where the connection of that comes from; for operators only. */
  address?: string;
  /** Bans and limits by address do not hold it: it comes from this machine, or through a proxy. */
  isExempt?: boolean;
  /** How that connection is encrypted; absent in the clear. */
  encryption?: string;
  /** Whose token it came with, or was given; absent for a client that keeps none. */
  device?: string;
}

/** That a connection is lost is noticed so late at most, by its pings; what was sent to it meanwhile was not heard. */
const noticedWithinMs = 2 * 60_000;
/** What was on its way as a client hung up without a word was not heard, either. */
const inFlightMs = 1000;

/**
 * Until when somebody surely heard what was said, whose connection is lost now for that reason. What was said before its
 * newest session began came with that.
 */
export function heardUntil(
  { beganAt, enteredAt }: Pick<Member, "beganAt" | "enteredAt">,
  reason: KnownLeaveReason,
  nowMs: number,
): number {
  if (reason === "lost connection") return nowMs - noticedWithinMs;
  return Math.max(beganAt ?? enteredAt, nowMs - inFlightMs);
}

/** Where it comes from, as addresses are counted; undefined where nothing holds by address. */
export function networkOfMember(
  { address, isExempt }: Pick<Member, "address" | "isExempt">,
): string | undefined {
  return address === undefined || isExempt === true ? undefined : networkOf(address);
}
