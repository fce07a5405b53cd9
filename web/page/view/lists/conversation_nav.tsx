import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Conversation } from "../../../../client/conversations/conversation.ts";
import { isAway } from "../../../../client/conversations/is_away.ts";
import { placeName } from "../../../../client/conversations/place_name.ts";
import { typistsIn } from "../../../../client/conversations/speaking.ts";
import { useChat } from "../../chat/chat_context.ts";
import { Badge } from "../../parts/badge.tsx";
import { IconButton } from "../../parts/icon_button.tsx";
import { VirtualList } from "../../parts/lists/virtual_list.tsx";
import { GoDialog } from "../parts_on_demand.tsx";

const groups = [{ type: "room", label: "Rooms" }, { type: "direct", label: "People" }] as const;

/** All rooms and persons that one talks in, with what is unread, and a way to others. */
export function ConversationNav(): JSX.Element {
  const { conversations: { list, current } } = useChat();
  const [isGoing, setGoing] = useState(false);
  return (
    <>
      <nav class="conversation-nav scroller" aria-label="Rooms and people">
        <IconButton icon="add" label="Join or write to" onClick={() => setGoing(true)} />
        {groups.map(({ type, label }) => {
          const items = list.filter((each) => each.type === type);
          return items.length > 0 && (
            <section key={type}>
              <h2>{label}</h2>
              <VirtualList
                label={label}
                items={items}
                keyOf={({ key }) => key}
                chosenKey={current.key}
                renderRow={(each, tabIndex) => (
                  <ConversationButton conversation={each} tabIndex={tabIndex} />
                )}
              />
            </section>
          );
        })}
      </nav>
      {isGoing && <GoDialog onClose={() => setGoing(false)} />}
    </>
  );
}

interface ConversationButtonProps {
  readonly conversation: Conversation;
  readonly tabIndex: 0 | -1;
}

function ConversationButton({ conversation, tabIndex }: ConversationButtonProps): JSX.Element {
  const chat = useChat();
  const { unread, highlights, type, name } = conversation;
  const isTyping =
    typistsIn(conversation, chat.state, chat.settings.value, chat.monotonicMs()).length > 0;
  const isGone = type === "direct" && isAway(chat.state, name);
  const facts = [isGone && "away", isTyping && "typing"].filter((fact) => fact !== false);
  return (
    <button
      type="button"
      class={isGone ? "list-row quiet" : "list-row"}
      tabIndex={tabIndex}
      aria-current={conversation === chat.current ? "page" : undefined}
      onClick={() => chat.switchTo(conversation)}
    >
      <bdi>{placeName(conversation)}</bdi>
      {facts.length > 0 && <span class="unseen">, {facts.join(", ")}</span>}
      {isTyping && <span aria-hidden="true">…</span>}
      <Badge
        count={unread}
        label={type === "room" && highlights > 0 ? `unread, ${highlights} for you` : "unread"}
        isUrgent={highlights > 0}
      />
    </button>
  );
}
