import type { JSX } from "preact";
import type { Conversation } from "../../../../client/conversations/conversation.ts";
import { useChat } from "../../chat/chat_context.ts";

export interface ToEndButtonProps {
  readonly conversation: Conversation;
}

/** Back to the newest, for who reads above it; tells how much came meanwhile. */
export function ToEndButton({ conversation }: ToEndButtonProps): JSX.Element | null {
  const { reading } = useChat();
  if (reading.place(conversation) === "end") return null;
  const { unread, timeline: { newer } } = conversation;
  const count = Math.max(unread, newer);
  return (
    <button
      type="button"
      class="button to-end"
      onClick={() => void reading.toNewest(conversation)}
    >
      {count === 0 ? "To the newest" : `${count} new`} ↓
    </button>
  );
}
