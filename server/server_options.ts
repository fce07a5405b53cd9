import type { ConnectionBounds } from "../net/limits/connection_limits.ts";
import type { ListenAddress } from "../net/listen.ts";
import type { LocalListener } from "../net/local_socket.ts";
import type { KeyPair } from "../net/tls/own_certificate.ts";
import type { Network } from "../helpers/network/networks.ts";
import type { RegistrationMode, ServerMessage } from "../protocol.ts";
import type { PasswordHash } from "../records.ts";
import type { OperatorEntry } from "./accounts/oper_desk.ts";
import type { Log } from "./log.ts";
import type { FileSettings } from "./rehash.ts";
import type { KeepRules } from "./retention_timer.ts";
import type { SessionBounds } from "./sessions/session_bounds.ts";
import type { Store } from "../store/store.ts";
import type { WebOptions } from "../web/mod.ts";
import type { Dialects } from "../wire/tell_dialect.ts";

export interface ServerOptions {
  /** `::` is all of IPv6 and IPv4. */
  readonly hostname?: string;
  /** 0, the default, takes any that is free. */
  readonly port?: number;
  /** Beside these two. */
  readonly alsoListen?: readonly ListenAddress[];
  readonly name?: string;
  /** The server's, as a host name, for clients that want one. */
  readonly hostName?: string;
  /** Of the program. */
  readonly version?: string;
  /** Lines of history that are told to who comes into a room, where its client asks for none itself. */
  readonly playbackLines?: number;
  /** Shown to everybody who comes in; already cleaned. */
  readonly motd?: string;
  /** Keeps the history; the server closes it when it stops. Memory, if absent. */
  readonly store?: Store;
  readonly keep?: KeepRules;
  /** The system's clock is right, however far it is from the newest entry. */
  readonly acceptClock?: boolean;
  /** For so many days a nick is reserved for whoever had it last and does not come; 0: for none. */
  readonly reserveDays?: number;
  /** Locks the server with it, as `/lock server` does: until `/unlock server`, over restarts. */
  readonly password?: PasswordHash;
  /** Who may make an account; whoever has said hello, if absent. */
  readonly registration?: RegistrationMode;
  /** Characters that a password of an account has at least. */
  readonly passwordMin?: number;
  /** Who become operators by a password, without an account. */
  readonly operators?: readonly OperatorEntry[];
  /** Reads the message of the day and these anew, for `/rehash`. Rejects with what is wrong, for a person. */
  readonly readFiles?: () => Promise<FileSettings>;
  /** Who has no account may read only. */
  readonly readOnlyGuests?: boolean;
  /** Becomes its owner: the nick of somebody who has an account; nobody where that has none. */
  readonly owner?: string;
  /** Milliseconds since the Unix epoch; the system's clock, if absent. */
  readonly systemTime?: () => number;
  /** How its clients may speak; all that there are, if absent. */
  readonly dialects?: Dialects;
  readonly connectionBounds?: ConnectionBounds;
  readonly sessionBounds?: SessionBounds;
  /** Believed when they name the client they connect for, by the PROXY protocol. */
  readonly trustedProxies?: readonly Network[];
  /** No TLS, if absent. */
  readonly tls?: TlsOptions;
  /** Serves browsers; who speaks HTTP is told how to join otherwise, if absent. */
  readonly web?: WebOptions;
  /** What starts a client on this machine; `chatroom client` if absent. */
  readonly clientCommand?: string;
  readonly presenceEveryMs?: number;
  /** Sees all that happens in all rooms, each room's in order. */
  readonly observe?: (messages: readonly ServerMessage[]) => void;
  /** Gets what is for the server's own console: answers to its commands, refusals, direct messages. */
  readonly tellOperator?: (message: ServerMessage) => void;
  /** Opens the socket for admins, if there is to be one. If it throws, the server goes on without. */
  readonly listenForAdmins?: () => LocalListener;
  readonly log?: Log;
}

export interface TlsOptions {
  /** The server's own: what clients know it by. */
  readonly own: KeyPair;
  /** Shown to all who do not ask for its own. */
  readonly authority?: KeyPair;
  /** Of all who come from other machines. */
  readonly required?: boolean;
}
