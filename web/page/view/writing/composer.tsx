import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Conversation } from "../../../../client/conversations/conversation.ts";
import { submitLine } from "../../chat/page_commands.ts";
import { useChat } from "../../chat/chat_context.ts";
import { placeName } from "../../../../client/conversations/place_name.ts";

export interface ComposerProps {
  readonly conversation: Conversation;
}

/** Where one writes. */
export function Composer({ conversation }: ComposerProps): JSX.Element {
  const chat = useChat();
  const [draft, setDraft] = useState("");
  const send = () => {
    const problem = submitLine(chat, draft);
    if (problem === undefined) setDraft("");
    else chat.tell(problem);
  };
  const place = placeName(conversation);
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        data-home
        aria-label={`Message to ${place}`}
        placeholder={`Message to ${place}`}
        rows={1}
        dir="auto"
        value={draft}
        onInput={({ currentTarget: { value } }) => {
          setDraft(value);
          chat.typed(value);
        }}
        onKeyDown={(event) => {
          const isSend = event.key === "Enter" && !event.shiftKey && !event.isComposing;
          if (!isSend) return;
          event.preventDefault();
          send();
        }}
      />
      <button type="submit" class="button primary">Send</button>
    </form>
  );
}
