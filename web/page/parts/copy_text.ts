import { returnFocus } from "./layers/return_focus.ts";

/**
 * Puts a text on the clipboard, by the clipboard API, or in pages on plain HTTP by the older command, which copies what
 * is selected. False where the browser does neither. To be called as a person presses something.
 *
 * `beside` is an element in the same dialog as what was pressed: whatever lies elsewhere cannot be selected then.
 */
export async function copyText(text: string, beside: Element): Promise<boolean> {
  try {
    if (isSecureContext) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // Not allowed: perhaps the older way is.
  }
  return copyBySelection(text, beside);
}

function copyBySelection(text: string, beside: Element): boolean {
  const focused = document.activeElement;
  const source = document.createElement("textarea");
  source.value = text;
  source.readOnly = true;
  source.className = "unseen";
  beside.after(source);
  source.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    source.remove();
    returnFocus(focused);
  }
}
