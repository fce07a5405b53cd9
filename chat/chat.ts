import type { Members } from "./members.ts";
import type { Rooms } from "./rooms.ts";

/** All that the rules know and change. */
export interface Chat {
  readonly members: Members;
  readonly rooms: Rooms;
  /** The message of the day, for whoever comes in; empty if there is none. */
  motd: string;
}
