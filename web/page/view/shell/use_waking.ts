import { useEffect } from "preact/hooks";
import type { Chat } from "../../chat/chat.ts";
import { listen } from "../../parts/listen.ts";

const checkEveryMs = 15_000;
/** The clock went on for so long without us: the machine has slept. Browsers wake a page that is not seen each minute. */
const sleptMs = 90_000;

/** When the machine wakes, its network changes or somebody looks again, the connection is tried at once. */
export function useWaking(chat: Chat): void {
  useEffect(() => {
    const check = () => chat.client.checkNow();
    let lastMs = Date.now();
    const timer = setInterval(() => {
      const passedMs = Date.now() - lastMs;
      lastMs += passedMs;
      if (passedMs > sleptMs) check();
    }, checkEveryMs);
    const unlisten = listen(check, ["online", "offline"]);
    const unlistenSeen = listen(() => document.hidden || check(), [], ["visibilitychange"]);
    return () => {
      clearInterval(timer);
      unlisten();
      unlistenSeen();
    };
  }, []);
}
