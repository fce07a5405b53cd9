import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Conversation } from "../../../../client/conversations/conversation.ts";
import { useChat } from "../../chat/chat_context.ts";
import { TimelineRow } from "./timeline_row.tsx";
import { SentRow } from "./sent_row.tsx";

export interface TalkProps {
  readonly conversation: Conversation;
}

/** What was said in a conversation, the newest below. */
export function Talk({ conversation }: TalkProps): JSX.Element {
  const chat = useChat();
  const scroller = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = scroller;
    if (current !== null) current.scrollTop = current.scrollHeight;
  });
  const { items } = conversation.timeline;
  const sent = chat.sent.of(conversation);
  return (
    <div class="talk" ref={scroller} role="log" aria-label="Messages" tabIndex={0}>
      {items.map((item, index) => <TimelineRow key={index} item={item} />)}
      {sent.map((each, index) => <SentRow key={index} sent={each} />)}
    </div>
  );
}
