import type { JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import type { Conversation } from "../../../../client/conversations/conversation.ts";
import { placeName } from "../../../../client/conversations/place_name.ts";
import { useChat } from "../../chat/chat_context.ts";
import { GoDialog } from "../dialogs/go_dialog.tsx";

export interface NoWritingProps {
  readonly conversation: Conversation;
}

/** In place of where one writes: where one is now and why, and the ways to go on. Nothing of it takes what is typed. */
export function NoWriting({ conversation }: NoWritingProps): JSX.Element {
  const { reading, writing } = useChat();
  const [isJoining, setJoining] = useState(false);
  useLayoutEffect(() => {
    if (document.activeElement === document.body) reading.viewer?.focus();
    return () => {
      if (writing.sentOut.value?.to === conversation) writing.sentOut.value = undefined;
    };
  }, [conversation]);
  const { value } = writing.sentOut;
  const sentOut = value?.to === conversation ? value : undefined;
  const place = placeName(conversation);
  const room = sentOut?.from ?? conversation.name;
  return (
    <div class="connection-bar">
      <p role="alert">
        {sentOut && `${sentOut.why}. `}
        {conversation.isOutside ? `You are not in ${place}` : `This is ${place}`}
      </p>
      <button type="button" class="button" onClick={() => setJoining(true)}>Join #{room}</button>
      {!conversation.isOutside && (
        <button
          type="button"
          class="button"
          onClick={() => {
            writing.sentOut.value = undefined;
            writing.wanted.value++;
          }}
        >
          Write to {place}
        </button>
      )}
      {isJoining && <GoDialog room={room} onClose={() => setJoining(false)} />}
    </div>
  );
}
