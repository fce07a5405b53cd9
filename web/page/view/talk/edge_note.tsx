import type { JSX } from "preact";
import type { Conversation } from "../../../../client/conversations/conversation.ts";
import { useChat } from "../../chat/chat_context.ts";

export interface EdgeNoteProps {
  readonly conversation: Conversation;
  /** The first row is seen. */
  readonly isTop: boolean;
}

/** That more is on its way, or why it does not come. */
export function EdgeNote({ conversation, isTop }: EdgeNoteProps): JSX.Element | null {
  const { reading } = useChat();
  const why = reading.whyNotFetched(conversation);
  if (why !== undefined) {
    return (
      <p class="edge-note problem">
        Cannot fetch what was said: {why}
        <button type="button" class="button" onClick={() => reading.fetchAgain(conversation)}>
          Try again
        </button>
      </p>
    );
  }
  if (conversation.isCatchingUp) return <p class="edge-note">Fetching what you missed…</p>;
  return isTop && reading.isFetching(conversation)
    ? <p class="edge-note">Fetching what was said before…</p>
    : null;
}
