import type { Conversation } from "../../../../client/conversations/conversation.ts";
import type { Chat } from "../../chat/chat.ts";
import { rowElements } from "./row_elements.ts";

/**
 * In the conversation: arrows lead from message to message, Home to where reading stopped, End to the newest; pages are
 * turned by the browser. `hold`: whoever reads there is not to be taken along by what comes.
 */
export function pressTalkKey(
  event: KeyboardEvent & { readonly currentTarget: HTMLElement },
  conversation: Conversation,
  { reading }: Chat,
  hold: () => void,
): void {
  const { currentTarget: view, key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (altKey || ctrlKey || metaKey || shiftKey) return;
  switch (key) {
    case "ArrowUp":
      hold();
      focusNext(view, -1);
      break;
    case "ArrowDown":
      if (!focusNext(view, 1)) void reading.toNewest(conversation);
      break;
    case "Home":
      if (!reading.toLastRead(conversation)) return;
      break;
    case "End":
      void reading.toNewest(conversation);
      break;
    default:
      return;
  }
  event.preventDefault();
}

/** To what stands beside what has the focus or, where nothing has, at the edge of the view. False if nothing does. */
function focusNext(view: HTMLElement, step: 1 | -1): boolean {
  const targets = rowElements(view).flatMap((
    row,
  ) => [...row.querySelectorAll<HTMLElement>(".message")]);
  const { top, bottom } = view.getBoundingClientRect();
  const isSeen = (target: HTMLElement) => {
    const box = target.getBoundingClientRect();
    return box.bottom > top && box.top < bottom;
  };
  const current = targets.findIndex((target) => target.contains(document.activeElement));
  const target = current !== -1
    ? targets[current + step]
    : step < 0
    ? targets.findLast(isSeen)
    : targets.find(isSeen);
  target?.focus();
  return target !== undefined;
}
