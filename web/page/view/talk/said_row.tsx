import type { JSX } from "preact";
import type { SaidMessage } from "../../../../protocol.ts";
import { nickColor } from "../../parts/nick_color.ts";
import { MessageText } from "./message_text.tsx";
import { TimeText } from "./time_text.tsx";

export interface SaidRowProps {
  readonly message: SaidMessage;
  readonly isOwn: boolean;
  /** Said to that person from elsewhere than the conversation with it. */
  readonly to?: string;
  /** It stands below another of the same person, whose name is not repeated. */
  readonly isContinued?: boolean;
}

/** A message: who, when, what. */
export function SaidRow({ message, isOwn, to, isContinued }: SaidRowProps): JSX.Element {
  const { from, ts, text, kind } = message;
  return (
    <article class={isOwn ? "said own" : "said"} data-seq={message.seq}>
      <header class={isContinued ? "continued" : undefined}>
        <bdi class={`nick ${nickColor(from)}`}>{from}</bdi>
        {to !== undefined && (
          <span>
            to <bdi>{to}</bdi>
          </span>
        )}
        <TimeText ts={ts} />
      </header>
      <MessageText text={text} isAction={kind === "action"} />
    </article>
  );
}
