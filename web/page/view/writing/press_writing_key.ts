import type { Chat } from "../../chat/chat.ts";
import { submitDraft } from "../../chat/page_commands.ts";
import type { Writing } from "../../chat/writing.ts";
import { doesEnterSend } from "./does_enter_send.ts";
import { replaceText } from "./replace_text.ts";
import type { UsedCompleting } from "./use_completing.ts";

/** A key where one writes: about completions, to send, or to have back what was written before. All else is the browser's. */
export function pressWritingKey(
  event: KeyboardEvent & { readonly currentTarget: HTMLTextAreaElement },
  completing: UsedCompleting,
  chat: Chat,
): void {
  const { currentTarget: input, key, shiftKey, altKey, ctrlKey, metaKey } = event;
  // What an input method takes is none of ours. Safari says so by the code only for the Enter that ends it.
  if (event.isComposing || event.keyCode === 229) return;
  const isPlain = !altKey && !ctrlKey && !metaKey;
  if (isPlain && completing.press(event, input)) return done(event);
  if (key === "Enter") {
    if (altKey) {
      done(event);
      replaceText(input, input.selectionStart, input.selectionEnd, "\n");
    } else if (!shiftKey && (ctrlKey || metaKey || doesEnterSend(chat.settings.value))) {
      done(event);
      completing.close();
      submitDraft(chat);
    }
  } else if (isPlain && !shiftKey && (key === "ArrowUp" || key === "ArrowDown")) {
    recallAtEdge(input, key === "ArrowUp" ? -1 : 1, chat.writing);
  }
}

/** Where the browser moves the cursor to no other row, however the text is wrapped, there is none above or below. */
function recallAtEdge(input: HTMLTextAreaElement, step: 1 | -1, writing: Writing): void {
  const { value, selectionStart: before, selectionEnd } = input;
  if (before !== selectionEnd) return;
  setTimeout(() => {
    const { selectionStart: after } = input;
    // In the first row it goes to the start instead.
    const isStart = step === -1 && after === 0 && value[before - 1] !== "\n";
    if (after === before || isStart) writing.recall(step);
  });
}

/** Nobody else does anything with the key. */
function done(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
