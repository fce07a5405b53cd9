import type { JSX } from "preact";
import type { Conversation } from "../../../../client/conversations/conversation.ts";
import type { SentMessage } from "../../../../client/outgoing/sent_messages.ts";
import { useStillChat } from "../../chat/chat_context.ts";
import { nickColor } from "../../parts/nick_color.ts";
import { Folded } from "./folded.tsx";
import { MessageText } from "./message_text.tsx";

export interface SentRowProps {
  readonly sent: SentMessage;
  readonly conversation: Conversation;
}

/** What the person has said that is not heard yet, or failed. */
export function SentRow({ sent, conversation }: SentRowProps): JSX.Element {
  const { state, sent: allSent, writing } = useStillChat();
  const { text, kind, to, state: how, reason } = sent;
  return (
    <article class={`message said own ${how}`} tabIndex={-1}>
      <header>
        <bdi class={`nick ${nickColor(state.nick)}`}>{state.nick}</bdi>
        {to !== undefined && (
          <span>
            to <bdi>{to}</bdi>
          </span>
        )}
        <span class="sending">{how === "pending" ? "sending…" : "not sent"}</span>
      </header>
      <Folded text={text} message={sent}>
        <MessageText text={text} isAction={kind === "action"} />
      </Folded>
      {how === "failed" && (
        <p class="problem">
          {reason}{" "}
          <button type="button" class="button" onClick={() => allSent.sayAgain(conversation, sent)}>
            Send again
          </button>{" "}
          <button
            type="button"
            class="button"
            onClick={() => {
              allSent.forget(conversation, sent);
              writing.putBack(writtenAs(sent));
            }}
          >
            Change
          </button>
        </p>
      )}
    </article>
  );
}

/** What is written to say it. */
function writtenAs({ text, kind, to }: SentMessage): string {
  const isAction = kind === "action";
  if (to !== undefined) return `/${isAction ? "describe" : "msg"} ${to} ${text}`;
  if (isAction) return `/me ${text}`;
  return text.startsWith("/") ? `/${text}` : text;
}
