import type { JSX } from "preact";
import type { SentMessage } from "../../../../client/outgoing/sent_messages.ts";
import { useStillChat } from "../../chat/chat_context.ts";
import { nickColor } from "../../parts/nick_color.ts";
import { MessageText } from "./message_text.tsx";

export interface SentRowProps {
  readonly sent: SentMessage;
}

/** What the person has said that is not heard yet, or failed. */
export function SentRow({ sent }: SentRowProps): JSX.Element {
  const { state } = useStillChat();
  const { text, kind, state: how, reason } = sent;
  return (
    <article class={`said own ${how}`}>
      <header>
        <bdi class={`nick ${nickColor(state.nick)}`}>{state.nick}</bdi>
        <span class="sending">{how === "pending" ? "sending…" : "not sent"}</span>
      </header>
      <MessageText text={text} isAction={kind === "action"} />
      {reason !== undefined && <p class="problem">{reason}</p>}
    </article>
  );
}
