import type { JSX } from "preact";
import { useChat } from "../../chat/chat_context.ts";

/** That there is no connection, why, and a button that tries at once. */
export function ConnectionBar(): JSX.Element | null {
  const { connection, client } = useChat();
  const status = connection.value;
  if (status.type === "connected") return null;
  return (
    <div class="connection-bar" role="status">
      <span>Not connected: {status.reason}. Trying again…</span>
      <button type="button" class="button" onClick={() => client.retryNow()}>Try now</button>
    </div>
  );
}
