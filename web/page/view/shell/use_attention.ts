import { useEffect } from "preact/hooks";
import type { Chat } from "../../chat/chat.ts";
import { placeName } from "../../../../client/conversations/place_name.ts";
import { listen } from "../../parts/listen.ts";

/** Whether the person looks is known to the chat, and what is unread to who looks elsewhere: by the tab's title and icon. */
export function useAttention(chat: Chat): void {
  useEffect(() => {
    const look = () => chat.setFocused(!document.hidden && document.hasFocus());
    look();
    return listen(look, ["focus", "blur"], ["visibilitychange"]);
  }, []);
  const { unread, highlights } = chat.conversations.totals;
  const count = highlights > 0 ? `(${highlights}) ` : unread > 0 ? "• " : "";
  const title = `${count}${placeName(chat.current)} · ${chat.state.server}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  const isCalled = highlights > 0;
  useEffect(() => {
    const icon = document.querySelector("link[rel=icon]");
    const href = isCalled ? "/icon-unread.svg" : "/icon.svg";
    // To set it is to fetch it.
    if (icon?.getAttribute("href") !== href) icon?.setAttribute("href", href);
  }, [isCalled]);
}
