import type { Timeline } from "../../client/conversations/timeline.ts";
import type { MembershipChanges, TimelineItem } from "../../client/conversations/timeline_item.ts";
import type { RoomMessage } from "../../protocol.ts";
import { said } from "./room_messages.ts";

export function saidItem(seq: number, about: Partial<RoomMessage> = {}): TimelineItem {
  return { type: "said", message: said(seq, about) };
}

export function noteItem(text: string): TimelineItem {
  return { type: "note", ts: 1, text };
}

export function changes(about: Partial<MembershipChanges> = {}): MembershipChanges {
  return { type: "membership", ts: 1, joined: [], left: [], passed: [], others: 0, ...about };
}

/** From one `seq` to another, both included. */
export function page(from: number, to: number): RoomMessage[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => said(from + index));
}

/** What stands there, in short: a number for what was said, text for what was told, else the type. */
export function contents({ items }: Pick<Timeline, "items">): (number | string)[] {
  return items.map((item) => {
    if (item.type === "said") return item.message.seq;
    if (item.type === "note") return item.text;
    return item.type === "happened" ? item.message.type : item.type;
  });
}
