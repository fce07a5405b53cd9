import type { ServerCounts, ServerFacts } from "../wire/directory.ts";
import type { ChatState } from "./chat_state.ts";
import type { ParticipantSession } from "./participants.ts";

export interface FactsOfServerOptions {
  readonly chat: ChatState;
  /** What holds as long as the server runs. */
  readonly server: Omit<ServerFacts, "nowTs" | "motd" | "counts" | "tlsPort">;
  /** Where others than those on this machine are to come with TLS, if there. */
  readonly tlsPort?: () => number | undefined;
  readonly clock: () => number;
  /** Connections that have not said who they are. */
  readonly unknownCount: () => number;
}

/** But the console. */
export function countPersons({ members }: ChatState): number {
  return Math.max(0, members.count - 1);
}

/**
 * What the server tells a session of itself. Each is looked up when it is asked for: its name stands in every line to an
 * IRC client, and what it counts are all that are here.
 */
export class FactsOfServer implements ServerFacts {
  constructor(
    private readonly options: FactsOfServerOptions,
    private readonly session: Pick<ParticipantSession, "isOnThisMachine">,
    private readonly mostPersons: () => number,
  ) {}

  get hostName(): string {
    return this.options.server.hostName;
  }

  get name(): string {
    return this.options.server.name;
  }

  get version(): string {
    return this.options.server.version;
  }

  get startedTs(): number {
    return this.options.server.startedTs;
  }

  get playbackLines(): number {
    return this.options.server.playbackLines;
  }

  get encrypted(): boolean {
    return this.options.server.encrypted;
  }

  get registration(): ServerFacts["registration"] {
    return this.options.server.registration;
  }

  get saslMechanisms(): readonly string[] {
    return this.options.server.saslMechanisms;
  }

  get nowTs(): number {
    return this.options.clock();
  }

  get motd(): string {
    return this.options.chat.motd;
  }

  /** From this machine nobody reaches it by a name that the certificate is for. */
  get tlsPort(): number | undefined {
    return this.session.isOnThisMachine ? undefined : this.options.tlsPort?.();
  }

  get counts(): ServerCounts {
    const { chat, unknownCount } = this.options;
    const all = [...chat.members.all()];
    return {
      persons: countPersons(chat),
      operators: all.filter(({ isConsole, serverRole }) => !isConsole && serverRole).length,
      hidden: all.filter(({ isHidden }) => isHidden).length,
      rooms: chat.rooms.size,
      unknown: unknownCount(),
      mostPersons: this.mostPersons(),
    };
  }
}
