import type { JSX } from "preact";
import type { SaidMessage } from "../../../../protocol.ts";
import { MessageText } from "./message_text.tsx";
import { TimeText } from "./time_text.tsx";

export interface SaidRowProps {
  readonly message: SaidMessage;
  readonly isOwn: boolean;
  /** Said to that person from elsewhere than the conversation with it. */
  readonly to?: string;
}

/** A message: who, when, what. */
export function SaidRow({ message, isOwn, to }: SaidRowProps): JSX.Element {
  const { from, ts, text, kind } = message;
  return (
    <article class={isOwn ? "row said own" : "row said"} data-seq={message.seq}>
      <header>
        <bdi class="nick">{from}</bdi>
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
