import type { JSX } from "preact";
import type { SaidMessage } from "../../../../protocol.ts";
import { isSpoken } from "../../../../client/conversations/deletion.ts";
import { noticeName } from "../../../../wording/notice_name.ts";
import { useStillChat } from "../../chat/chat_context.ts";
import { nickColor } from "../../parts/nick_color.ts";
import { Folded } from "./folded.tsx";
import { MessageText } from "./message_text.tsx";
import { TimeText } from "./time_text.tsx";

export interface SaidRowProps {
  readonly message: SaidMessage;
  readonly isOwn: boolean;
  /** Said to that person from elsewhere than the conversation with it. */
  readonly to?: string;
  /** It stands below another of the same person, whose name is not repeated. */
  readonly isContinued?: boolean;
  /** Something may be done with it. */
  readonly hasMenu?: boolean;
}

/** A message: who, when, what. */
export function SaidRow({ message, isOwn, to, isContinued, hasMenu }: SaidRowProps): JSX.Element {
  const { state } = useStillChat();
  const { from, ts, text, kind } = message;
  const quote = state.quotes.of(message);
  const id = `said-${message.type}-${message.seq}`;
  return (
    <article
      class={`message said ${kind} ${
        isOwn ? "own" : isSpoken(message) && state.mentions.has(message) ? "mentions" : ""
      }`}
      data-seq={message.seq}
      tabIndex={-1}
      aria-labelledby={`${id}-who`}
      aria-describedby={id}
    >
      <header id={`${id}-who`} class={isContinued ? "continued" : undefined}>
        <bdi class={`nick ${nickColor(from)}`}>{kind === "notice" ? noticeName(from) : from}</bdi>
        {to !== undefined && (
          <span>
            to <bdi>{to}</bdi>
          </span>
        )}
        <TimeText ts={ts} />
      </header>
      <div id={id}>
        {quote !== undefined && <p class="quote" dir="auto">{quote}</p>}
        <Folded text={text} message={message}>
          <MessageText text={text} isAction={kind === "action"} />
        </Folded>
      </div>
      {hasMenu && (
        <button
          type="button"
          class="row-menu"
          tabIndex={-1}
          aria-label="Message menu"
          aria-haspopup="menu"
        >
          ⋯
        </button>
      )}
    </article>
  );
}
