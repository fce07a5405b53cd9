import { useEffect } from "preact/hooks";
import type { Chat } from "../../chat/chat.ts";
import { useStillChat } from "../../chat/chat_context.ts";
import { returnFocus } from "../../parts/layers/return_focus.ts";
import { keyName } from "./key_name.ts";
import { pageKey } from "./page_keys.ts";

/** The keys of the whole page; dialogs and menus have their own. */
export function usePageKeys(): void {
  const chat = useStillChat();
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => pressPageKey(event, chat);
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [chat]);
}

function pressPageKey(event: KeyboardEvent, chat: Chat): void {
  const { target } = event;
  // It is the page itself where what had the focus in a dialog is gone.
  if (document.querySelector("dialog[open]") !== null) return;
  if (event.defaultPrevented || event.isComposing || !(target instanceof HTMLElement)) return;
  const name = keyName(event);
  const run = pageKey(name);
  if (run === undefined) {
    if (!target.matches("input, select, textarea") && isWriting(event)) returnFocus(null);
    return;
  }
  // These mean something in other fields and in lists; Home and End also in what is written.
  const isEdge = name === "home" || name === "end";
  if (isEdge || name.startsWith("page")) {
    const isFree = target === document.body || target.matches("[data-home]");
    if (!isFree || isEdge && chat.writing.draft(chat.current).value !== "") return;
  }
  event.preventDefault();
  run(chat, name);
}

/** What is written anywhere, or pasted by its key, goes where one writes. A blank presses buttons. */
function isWriting({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (altKey) return false;
  if (ctrlKey || metaKey) return key === "v";
  return key !== " " && [...key].length === 1;
}
