import type {
  HelloSecrets,
  HistoryRequest,
  MessageKind,
  PageMessage,
  Person,
  SaidMessage,
  SayMessage,
} from "../protocol.ts";
import type { ClientEvent } from "./client_event.ts";
import type { RetryRules } from "./connection/backoff.ts";
import type { SessionStorage } from "./resume/saved_session.ts";
import type { ClientState } from "./state.ts";

/** How a client comes in and comes back. */
export interface ClientOptions {
  /** Asked for at first, unless any nick will do and there is one from an earlier run. */
  readonly nick: string;
  /**
   * What to do when the nick is taken, or somebody's who is not here: give up, or, if any nick will do, take it with a
   * number behind it.
   */
  readonly ifTaken: "fail" | "number";
  /** What may let one in besides the session that is kept. A password is given where the nick asks for one. */
  readonly secrets?: HelloSecrets;
  /** The codes in `secrets` have gone over such a connection already, as in the address of a page: they are not kept back. */
  readonly areCodesExposed?: boolean;
  /** Secrets go in the clear to other machines too, without `allowExposure()`. */
  readonly insecure?: boolean;
  /** With their names as the server has them. Absent: those of an earlier run, or the default. */
  readonly rooms?: readonly string[];
  /** Keeps who one is and what one has read for the next run; absent, that ends with this one. */
  readonly storage?: SessionStorage;
  /** What is read for the next run is what `markRead` says, not all that was consumed of the events. */
  readonly marksRead?: boolean;
  /**
   * What is read is told to the server, for one's other devices: what `tellRead` says or, unless one `marksRead`, what was
   * consumed by the time something is said or run, since only then somebody is known to sit there.
   */
  readonly tellsRead?: boolean;
  readonly agent?: string;
  /** Nobody sits at it. */
  readonly unattended?: boolean;
  readonly connectWithinMs?: number;
  readonly retry?: RetryRules;
}

export interface SayOptions {
  /** The default room if absent. */
  readonly room?: string;
  /** A nick: to that person alone, who gets it later if not here now, instead of in a room. */
  readonly to?: string;
  /** Who that is, whatever its nick is by now; absent, whoever has the nick, or had it last. */
  readonly toPerson?: Person;
  readonly kind?: MessageKind;
}

/** Said and not acknowledged yet; the echo carries the same `id`. */
export type PendingMessage = SayMessage & { readonly id: string };

/** For whom something is typed. */
export type TypingTarget =
  | { readonly room: string }
  | Required<Pick<SayOptions, "to">> & Pick<SayOptions, "toPerson">;

/** How far one has read: a room, or what is direct with one person. */
export type ReadPlace =
  | { readonly room: string; readonly seq: number }
  | { readonly with: Person; readonly seq: number };

export interface CloseOptions {
  /** Leaves unsaid what waits to be said. */
  readonly atOnce?: boolean;
}

/** Where a page is to lie, as in `HistoryRequest`; `limit` is 50 if absent. */
export type HistoryOptions = Partial<Omit<HistoryRequest, "type" | "room" | "id">>;

/** What the faces need of a client. */
export interface ChatClient {
  readonly state: ClientState;
  /** For one consumer, which is to keep reading: what it leaves unread holds up the rest. */
  readonly events: AsyncIterable<ClientEvent>;
  /** Where one is, and where one asked to be and is not yet. */
  readonly rooms: readonly string[];
  /** Said and not acknowledged yet, oldest first. */
  readonly pending: readonly PendingMessage[];
  /**
   * How long the server took to answer the newest ping; undefined without a connection, and in its first
   * seconds. Measured every 15 seconds, and soon again after a slow answer.
   */
  readonly roundTripMs: number | undefined;
  /** For how long the server has not answered the newest ping; undefined while it has. */
  readonly unansweredMs: number | undefined;
  /**
   * Whether a password or a code that is sent now could be read on the way: the connection goes to another machine and
   * is not encrypted, and nobody has allowed that. What would send one fails with `not_encrypted` then.
   */
  readonly exposesSecrets: boolean;
  /** The person wants that, from now on and in this run. */
  allowExposure(): void;
  /**
   * Resolves with the server's echo, however many reconnections and waits that takes. Rejects with
   * `ClientError` if it was not said. A notice that a person is away comes as an event, the same one once in ten
   * minutes.
   */
  say(text: string, options?: SayOptions): Promise<SaidMessage>;
  /**
   * Tells others that one types, if there is a connection; never throws. Not more often than every
   * `typingEveryMs`: that is for the caller to see to.
   */
  sendTyping(target: TypingTarget): void;
  /**
   * Runs a slash command, its name without the slash, after what was said before it; what comes of it comes
   * as events. Gives the `id` that the server's answers to it have. Throws `ClientError`: `not_connected`, since a command does not wait for a connection as what
   * is said does; `not_encrypted`; or if too much waits already, or it is too long.
   */
  runCommand(name: string, args: string, room?: string): string;
  /**
   * Gives one's nick a password, or another one in place of `current`; for a server with the feature `accounts`.
   * Resolves with what it says of that. Rejects with `ClientError`: `refused`, with `password_required` if `current` is
   * missing; `not_encrypted`, `not_connected`, `no_answer`, `too_many_pending`.
   */
  setPassword(password: string, current?: string): Promise<string>;
  /**
   * A page for scrolling back, of a room or, with `directRoom`, of what is direct. It comes neither as an event
   * nor into the state. Rejects with `ClientError`: `refused`, `not_connected`, `no_answer`, `too_many_pending`.
   */
  history(room: string, options?: HistoryOptions): Promise<PageMessage>;
  /**
   * All up to this `seq` of a room, or of what is direct under `directRoom`, is read: the next run of the client
   * does not get it again. Counts only for a client that `marksRead`; a lower one than before does not.
   */
  markRead(room: string, seq: number): void;
  /** The same for one's other devices, by way of the server; may be told as often as one likes. */
  tellRead(place: ReadPlace): void;
  /** Tries at once to connect again. False if there was no wait for that to cut short. */
  retryNow(): boolean;
  /**
   * The machine has slept, say, or is in another network: tries at once to connect again or, where there seems to be a
   * connection, gives it up unless the server answers within five seconds.
   */
  checkNow(): void;
  /**
   * Logs out: waits until all is said, if there is a connection, says `bye`, and waits for the server's; each
   * wait within a bound. Idempotent; `atOnce` also cuts short the first wait of an earlier call.
   */
  close(text?: string, options?: CloseOptions): Promise<void>;
}
