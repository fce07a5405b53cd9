/** Marks the element that has the focus when nothing else has, as in `<textarea data-home>`: where one writes. */
const home = "[data-home]";

/** Gives the focus back to where it was before something opened; to the page's home if that is gone. */
export function returnFocus(before: Element | null): void {
  const target = before !== document.body && before?.isConnected
    ? before
    : document.querySelector(home);
  if (target instanceof HTMLElement) target.focus();
}
