import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Conversation } from "../../../../client/conversations/conversation.ts";
import { isItemShown } from "../../../../client/conversations/message_filter.ts";
import type { TimelineItem } from "../../../../client/conversations/timeline_item.ts";
import { describe } from "../../../../wording/describe.ts";
import { didText } from "../../../../wording/did_text.ts";
import type { Chat } from "../../chat/chat.ts";
import { useChat } from "../../chat/chat_context.ts";
import { Announcer } from "../../parts/announcer.ts";
import { LiveRegion } from "../../parts/live_region.tsx";

/** Reads aloud what comes into the conversation where one is. */
export function Announcements(
  { conversation }: { readonly conversation: Conversation },
): JSX.Element {
  const chat = useChat();
  const announcer = useRef(new Announcer()).current;
  const heard = useRef<
    { readonly conversation?: Conversation; readonly last?: TimelineItem; readonly seq: number }
  >({ seq: 0 });
  const { timeline: { items, knownSeq } } = conversation;
  useEffect(() => {
    const { current: before } = heard;
    heard.current = { conversation, last: items.findLast(isLasting), seq: knownSeq };
    // What was there when one came is not news.
    if (before.conversation !== conversation || conversation.isCatchingUp) return;
    for (const item of newItems(items, before.last, before.seq)) {
      const text = aloud(item, chat);
      if (text !== undefined) announcer.say(text);
    }
  });
  return <LiveRegion announcer={announcer} />;
}

/** Joins and leaves in a row are one item, which is replaced with each. */
function isLasting({ type }: TimelineItem): boolean {
  return type !== "membership";
}

/** What came after that item and that `seq`: pages of what was said before are none of it. */
function newItems(
  items: readonly TimelineItem[],
  last: TimelineItem | undefined,
  seq: number,
): readonly TimelineItem[] {
  const index = items.findLastIndex((item) =>
    item === last || (item.type === "said" && item.message.seq <= seq)
  );
  return items.slice(index + 1);
}

function aloud(item: TimelineItem, { connection, settings, state }: Chat): string | undefined {
  if (!isItemShown(item, settings.value, state)) return undefined;
  switch (item.type) {
    case "said": {
      const { message } = item;
      const { from, text } = message;
      if (state.isOwnMessage(message)) return undefined;
      const did = didText(message, state.quotes.of(message));
      return did === undefined ? `${from}: ${text}` : `${from} ${did}`;
    }
    case "happened":
      return describe(item.message, state.nick);
    case "note":
      // That there is no connection is read aloud where it stands.
      return connection.value.type === "lost" ? undefined : item.text;
    // Who comes and goes is not worth to be interrupted for.
    case "membership":
    case "echo":
      return undefined;
    default:
      return item satisfies never;
  }
}
