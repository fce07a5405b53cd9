import { useEffect, useRef, useState } from "preact/hooks";
import type { Chat } from "../../chat/chat.ts";
import { filesOf, isOtherVersionServed } from "../../chat/new_version.ts";

/** Nothing tells that the last of what is written was taken back, or a dialog was closed. */
const lookAgainMs = 500;

/**
 * After a connection that came back the server may give out another version of the page. The page is loaded anew then
 * as soon as nothing is being written, open or on its way. Until then true: the person may be told.
 */
export function useNewVersion(chat: Chat): boolean {
  const [isOther, setOther] = useState(false);
  const isFirst = useRef(true);
  const isConnected = chat.connection.value.type === "connected";
  useEffect(() => {
    if (isConnected && !isFirst.current) {
      void isOtherVersionServed(filesOf(document)).then(setOther);
    }
    isFirst.current = false;
  }, [isConnected]);
  useEffect(() => {
    if (!isOther || !isConnected) return;
    const timer = setInterval(() => {
      if (chat.client.pending.length === 0 && !isBusy()) location.reload();
    }, lookAgainMs);
    return () => clearInterval(timer);
  }, [isOther, isConnected]);
  return isOther;
}

function isBusy(): boolean {
  const draft = document.querySelector<HTMLTextAreaElement>("textarea[data-home]")?.value;
  return Boolean(draft) || document.querySelector("dialog[open]") !== null;
}
