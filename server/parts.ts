import type { Members } from "../chat/members.ts";
import type { Rooms } from "../chat/rooms.ts";
import type { Store } from "../store/store.ts";
import type { Absences } from "./absences.ts";
import type { Delivery } from "./delivery.ts";
import type { Identities } from "./identities.ts";
import type { Log } from "./log.ts";
import type { Pages } from "./pages.ts";
import type { SessionRules } from "./rules.ts";
import type { SearchDesk } from "./search_desk.ts";
import type { SessionRegistry } from "./session_registry.ts";

/** The parts of a running server, for those that bring them together. */
export interface Parts {
  readonly name: string;
  readonly members: Members;
  readonly rooms: Rooms;
  readonly store: Store;
  readonly delivery: Delivery;
  readonly identities: Identities;
  readonly sessions: SessionRegistry;
  readonly absences: Absences;
  readonly pages: Pages;
  readonly searchDesk: SearchDesk;
  readonly rules: SessionRules;
  readonly clock: () => number;
  readonly log: Log;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
  motd: string;
  /** Begins to stop the server; returns at once. */
  readonly stop: (text?: string) => void;
}
