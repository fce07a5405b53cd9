import type { JSX } from "preact";
import type { ByeMessage } from "../../../../protocol.ts";
import { describeBye } from "../../../../wording/describe.ts";

export interface GoodbyeProps {
  /** The server's, if it said one. */
  readonly bye?: ByeMessage;
}

/** One is not in any more: why, and the way back. */
export function Goodbye({ bye }: GoodbyeProps): JSX.Element {
  const why = bye && describeBye(bye);
  return (
    <main class="join">
      <div class="join-form">
        <h1>{why === undefined ? "You have logged out" : "You are not in any more"}</h1>
        {why !== undefined && <p role="alert">{why}</p>}
        <button type="button" class="button primary" onClick={() => location.reload()}>
          Come in again
        </button>
      </div>
    </main>
  );
}
