/** Without a keyboard but the one on the screen, as on phones. */
export function isTouched(): boolean {
  return matchMedia("(pointer: coarse) and (hover: none)").matches;
}
