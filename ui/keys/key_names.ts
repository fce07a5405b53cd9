// deno-lint-ignore-file no-control-regex -- control characters are what this file is about

export interface Modifiers {
  readonly ctrl?: boolean | undefined;
  readonly alt?: boolean | undefined;
  readonly shift?: boolean | undefined;
}

// deno-fmt-ignore: a table
/** C0 and DEL that are not Ctrl with a letter. Terminals send DEL for Backspace, and BS for Ctrl+H. */
const controls: ReadonlyMap<string, string> = new Map([
  ["\r", "enter"], ["\t", "tab"], ["\x7f", "backspace"], ["\x1b", "escape"],
  ["\0", "ctrl+space"], ["\x1c", "ctrl+\\"], ["\x1d", "ctrl+]"], ["\x1e", "ctrl+^"], ["\x1f", "ctrl+_"],
]);

/** The name of a control character's key. */
export function nameControl(character: string): string {
  const letter = String.fromCharCode(character.charCodeAt(0) + 0x60);
  return controls.get(character) ?? `ctrl+${letter}`;
}

/** Of ESC alone, or before one character: that key with Alt. */
export function nameEscaped(character: string): string {
  if (!/[\x00-\x1f\x7f-\x9f]/.test(character)) return nameWith(character, { alt: true });
  // Both of Enter's and both of Backspace's characters are taken for the key.
  if (character === "\n") return "alt+enter";
  return character === "\b" ? "alt+backspace" : withAlt(nameControl(character));
}

/** Case does not count with a modifier, as in readline: `do-lowercase-version`. */
export function nameWith(name: string, { ctrl, alt, shift }: Modifiers): string {
  const prefix = `${ctrl ? "ctrl+" : ""}${alt ? "alt+" : ""}${shift ? "shift+" : ""}`;
  return prefix === "" ? name : prefix + (name === " " ? "space" : name.toLowerCase());
}

export function withAlt(name: string): string {
  if (/^(ctrl\+)?alt\+/.test(name)) return name;
  return name.startsWith("ctrl+") ? `ctrl+alt+${name.slice(5)}` : `alt+${name}`;
}
