import type { DirectMessage, SaidMessage, ServerMessage } from "../../protocol.ts";

/** What happened in a room and is not said: shown in its place, not kept by the server. */
export type Happening = Extract<
  ServerMessage,
  {
    readonly type:
      | "rename"
      | "topic"
      | "away"
      | "moderation"
      | "settings"
      | "leave"
      | "joined"
      | "left"
      | "invited"
      | "notice"
      | "error";
  }
>;

/**
 * What stands in a conversation, one below the other. An item never changes: one that becomes another is
 * replaced, so that what was made of it may be kept by the object.
 */
export type TimelineItem =
  | { readonly type: "said"; readonly message: SaidMessage }
  /** A leave is here only if it is a kick or has last words: all others are membership changes. */
  | { readonly type: "happened"; readonly ts: number; readonly message: Happening }
  /** Joins and leaves in a row, folded into one. */
  | MembershipChanges
  /** A direct message that was typed here; it is also in the conversation with that person. */
  | { readonly type: "echo"; readonly message: DirectMessage }
  /** What the client itself tells. */
  | ClientNote;

export interface ClientNote {
  readonly type: "note";
  readonly ts: number;
  readonly text: string;
  /** It stands out. */
  readonly isWarning?: boolean;
}

/** Who came and went since `ts`; each nick in one of the lists only, by how it began and ended. */
export interface MembershipChanges {
  readonly type: "membership";
  /** Of the first of them. */
  readonly ts: number;
  readonly joined: readonly string[];
  readonly left: readonly string[];
  /** Came and is gone again, or went and is here again. */
  readonly passed: readonly string[];
  /** How often somebody came or went whom the lists have no place for. */
  readonly others: number;
}

/** How long an item's texts are, in UTF-16 code units: all that may be long, and names where there may be many. */
export function textLength(item: TimelineItem): number {
  switch (item.type) {
    case "said":
    case "echo":
      return item.message.text.length;
    case "happened":
      return lengthOf(item.message);
    case "membership":
      return lengthOf([item.joined, item.left, item.passed]);
    case "note":
      return item.text.length;
    default:
      return item satisfies never;
  }
}

/** Of all texts within. */
function lengthOf(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce<number>((sum, each) => sum + lengthOf(each), 0);
}
