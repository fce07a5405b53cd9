/** Replaces a part of what is written, as if it was typed: the browser can undo it. The cursor stands behind it then. */
export function replaceText(
  input: HTMLTextAreaElement,
  start: number,
  end: number,
  text: string,
): void {
  input.setSelectionRange(start, end);
  // The only way that undo survives: setRangeText() empties its list in some browsers.
  document.execCommand(text === "" ? "delete" : "insertText", false, text);
}
