import type { JSX } from "preact";
import { useChat } from "../../chat/chat_context.ts";
import type { ByeMessage } from "../../../../protocol.ts";
import { describeBye } from "../../../../wording/describe.ts";

export interface GoodbyeProps {
  /** The server's, if it said one. */
  readonly bye?: ByeMessage;
}

/** One is not in any more: why, and the way back. */
export function Goodbye({ bye }: GoodbyeProps): JSX.Element {
  const chat = useChat();
  const why = chat.isForgotten
    ? "This browser keeps nothing of you any more. What you said stays with the server."
    : bye && describeBye(bye);
  return (
    <main class="join">
      <div class="join-form">
        <h1>
          {why === undefined || chat.isForgotten
            ? "You have logged out"
            : "You are not in any more"}
        </h1>
        {why !== undefined && <p role="alert">{why}</p>}
        <button type="button" class="button primary" autofocus onClick={() => location.reload()}>
          Come in again
        </button>
        {!chat.isForgotten && (
          <button
            type="button"
            class="button"
            onClick={() => void chat.forget()}
          >
            Forget me on this device
          </button>
        )}
      </div>
    </main>
  );
}
