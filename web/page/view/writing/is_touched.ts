/** Without a keyboard but the one on the screen, as on phones: Enter begins a new line there, and the button sends. */
export function isTouched(): boolean {
  return matchMedia("(pointer: coarse) and (hover: none)").matches;
}
