import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Conversation } from "../../../../client/conversations/conversation.ts";
import { placeName } from "../../../../client/conversations/place_name.ts";
import { utf8Bytes } from "../../../../helpers/text/text_length.ts";
import { submitDraft } from "../../chat/page_commands.ts";
import { useChat } from "../../chat/chat_context.ts";
import { completionId, CompletionList, completionListId } from "./completion_list.tsx";
import { doesEnterSend } from "./does_enter_send.ts";
import { isTouched } from "./is_touched.ts";
import { NoWriting } from "../parts_on_demand.tsx";
import { pressWritingKey } from "./press_writing_key.ts";
import { useCompleting } from "./use_completing.ts";
import { usePageKeys } from "./use_page_keys.ts";
import { WritingNote, writingNoteId } from "./writing_note.tsx";
import { useValue } from "../../parts/use_value.ts";

export interface ComposerProps {
  readonly conversation: Conversation;
}

/** Where one writes; where one may not, or was just taken from elsewhere, the ways to go on. */
export function Composer({ conversation }: ComposerProps): JSX.Element {
  const { writing } = useChat();
  usePageKeys();
  const isSentHere = useValue(writing.sentOut)?.to === conversation;
  // Where only the page itself has told something, the server has not answered yet whether one is in the room.
  const isOut = conversation.isOutside &&
    conversation.timeline.items.some(({ type }) => type === "happened");
  return isSentHere || isOut
    ? <NoWriting conversation={conversation} />
    : <WritingForm conversation={conversation} />;
}

function WritingForm({ conversation }: ComposerProps): JSX.Element {
  const chat = useChat();
  const { writing, state } = chat;
  const input = useRef<HTMLTextAreaElement>(null);
  const completing = useCompleting();
  const { list } = completing;
  const text = useValue(writing.draft(conversation));
  const bytes = useMemo(() => utf8Bytes(text), [text]);
  const wanted = useValue(writing.wanted);
  useLayoutEffect(() => {
    if (wanted > 0 || !isTouched()) input.current?.focus();
  }, [wanted]);
  useLayoutEffect(() => () => {
    completing.close();
    writing.left(conversation);
  }, [conversation]);
  // Until it is drawn anew, keys still come here for where one was.
  const isHere = () => chat.current === conversation;
  const place = placeName(conversation);
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        completing.close();
        if (isHere()) submitDraft(chat);
      }}
    >
      {list !== undefined && (
        <CompletionList
          list={list}
          onChoose={(index) => input.current && completing.choose(input.current, index)}
        />
      )}
      <textarea
        ref={input}
        data-home
        aria-label={`Message to ${place}`}
        aria-autocomplete="list"
        aria-controls={list && completionListId}
        aria-activedescendant={list && list.taken !== -1 ? completionId(list.taken) : undefined}
        aria-describedby={writingNoteId}
        aria-invalid={bytes > state.maxTextBytes}
        enterkeyhint={doesEnterSend(chat.settings.value) ? "send" : "enter"}
        placeholder={`Message to ${place}`}
        // For browsers that know no "field-sizing".
        rows={Math.min(text.split("\n").length, 8)}
        dir="auto"
        value={text}
        onInput={({ currentTarget, isComposing }) => {
          if (!isHere()) return;
          writing.typed(currentTarget.value);
          chat.typed(currentTarget.value);
          if (!isComposing) completing.look(currentTarget, false);
        }}
        onKeyDown={(event) => isHere() && pressWritingKey(event, completing, chat)}
        onPointerDown={completing.close}
        onBlur={completing.close}
      />
      <button type="submit" class="button primary">Send</button>
      <WritingNote conversation={conversation} text={text} bytes={bytes} />
    </form>
  );
}
