import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useChat } from "../../chat/chat_context.ts";

/** That there is no connection, why, until when, and a button that tries at once. */
export function ConnectionBar(): JSX.Element | null {
  const { connection, client, monotonicMs } = useChat();
  const status = connection.value;
  const isLost = status.type === "lost";
  useEverySecond(isLost);
  if (!isLost) return null;
  const seconds = Math.ceil((status.retryAtMs - monotonicMs()) / 1000);
  return (
    <div class="connection-bar">
      <span role="status">Not connected: {status.reason}</span>
      <span>{seconds > 0 ? `Trying again in ${seconds} s` : "Trying…"}</span>
      <button
        type="button"
        class="button"
        onClick={() => status.isRefused ? location.reload() : client.checkNow()}
      >
        {status.isRefused ? "Come in again" : "Try now"}
      </button>
    </div>
  );
}

function useEverySecond(isWanted: boolean): void {
  const [, setCount] = useState(0);
  useEffect(() => {
    if (!isWanted) return;
    const timer = setInterval(() => setCount((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, [isWanted]);
}
