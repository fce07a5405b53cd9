import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Conversation } from "../../../../client/conversations/conversation.ts";
import { useChat } from "../../chat/chat_context.ts";
import type { TalkRow } from "./rows_of.ts";
import { unreadAbove } from "./unread_above.ts";

export interface ToUnreadButtonProps {
  readonly conversation: Conversation;
  readonly rows: readonly TalkRow[];
  /** The first of them that is seen. */
  readonly seen: number;
}

/** To the line of what is new where it is above, until the person has seen it. */
export function ToUnreadButton(
  { conversation, rows, seen }: ToUnreadButtonProps,
): JSX.Element | null {
  const { reading, conversations } = useChat();
  const above = unreadAbove(conversation, rows, seen);
  const isSeen = above === 0 && conversations.focused && !conversation.isCatchingUp;
  useEffect(() => {
    if (isSeen) reading.sawLine(conversation);
  });
  if (!above || !reading.isLineUnseen(conversation)) return null;
  return (
    <button
      type="button"
      class="button to-unread"
      onClick={() => reading.toLastRead(conversation)}
    >
      {above} unread above ↑
    </button>
  );
}
