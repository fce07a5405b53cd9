import { placeName } from "../drawing/lists.ts";
import type { ScreenEvent } from "../screen_event.ts";
import type { ScreenState } from "../screen_state.ts";

type NotSaid = Extract<ScreenEvent, { readonly type: "notSaid" }>;

/**
 * What failed stands in its conversation. Where the person does not look there, or cannot any more, it is told where
 * it is seen; and a conversation that began with a failure is none.
 */
export function tellNotSaid(state: ScreenState, { said, conversation, reason }: NotSaid): void {
  const { conversations, sent, saidFrom, nowMs } = state;
  const { current, list } = conversations;
  const from = saidFrom.get(said);
  if (from === undefined) {
    if (list.includes(conversation)) return;
    const preposition = conversation.type === "room" ? "in" : "to";
    return conversations.tell(`Not said ${preposition} ${placeName(conversation)}: ${reason}`);
  }
  if (conversation === current) return;
  const place = list.includes(from.typedIn) ? from.typedIn : current;
  const text = `Not said to ${conversation.name}: ${reason}`;
  place.timeline.append({ type: "told", ts: nowMs(), text });
  const isEmpty = conversation.timeline.items.length === 0 && sent.of(conversation).length === 1;
  if (!from.isOld && isEmpty) conversations.closeDirect(conversation);
}
