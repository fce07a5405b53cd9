import type { JSX } from "preact";
import type { Conversation } from "../../../../client/conversations/conversation.ts";
import { Badge } from "../../parts/badge.tsx";
import { useChat } from "../../chat/chat_context.ts";
import { placeName } from "../../../../client/conversations/place_name.ts";

/** All rooms and persons that one talks in, with what is unread. */
export function ConversationNav(): JSX.Element {
  const chat = useChat();
  return (
    <nav class="conversation-nav" aria-label="Rooms and people">
      <ul>
        {chat.conversations.list.map((each) => (
          <ConversationEntry
            key={each.key}
            conversation={each}
            isCurrent={each === chat.current}
            onChoose={() => chat.switchTo(each)}
          />
        ))}
      </ul>
    </nav>
  );
}

interface ConversationEntryProps {
  readonly conversation: Conversation;
  readonly isCurrent: boolean;
  readonly onChoose: () => void;
}

function ConversationEntry(
  { conversation, isCurrent, onChoose }: ConversationEntryProps,
): JSX.Element {
  const { unread, highlights } = conversation;
  return (
    <li>
      <button type="button" aria-current={isCurrent ? "page" : undefined} onClick={onChoose}>
        <bdi>{placeName(conversation)}</bdi>
        <Badge count={unread} label="unread" isUrgent={highlights > 0} />
      </button>
    </li>
  );
}
