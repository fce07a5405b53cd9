/** As in `alt+1`, `pageup`. With Alt by the place of the key: some keyboards write another character then. */
export function keyName(
  { key, code, altKey, ctrlKey, metaKey, shiftKey }: Pick<
    KeyboardEvent,
    "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey"
  >,
): string {
  const held = [ctrlKey && "ctrl", altKey && "alt", metaKey && "meta", shiftKey && "shift"];
  const name = altKey ? code.replace(/^(Key|Digit)/, "") : key;
  return [...held.filter(Boolean), name.toLowerCase()].join("+");
}
