// deno-lint-ignore-file no-control-regex -- control characters are what this file is about

import { emitKeypressEvents, type Key } from "node:readline";
import { Readable } from "node:stream";

interface Modifiers {
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

/** xterm ctlseqs, "modifyOtherKeys" and "formatOtherKeys", which a person may have switched on. */
const otherKeys = [
  /^\x1b\[27;(?<modifier>\d+);(?<code>\d+)~$/,
  /^\x1b\[(?<code>\d+)(?:;(?<modifier>\d+))?u$/,
] as const;

/** The name of a control character's key. */
export function nameControl(character: string): string {
  const letter = String.fromCharCode(character.charCodeAt(0) + 0x60);
  return controls.get(character) ?? `ctrl+${letter}`;
}

/** The name of the key that sends a sequence that begins with ESC; undefined if none is known. */
export function nameSequence(sequence: string): string | undefined {
  const [, ...characters] = sequence;
  const [character = "\x1b"] = characters;
  if (characters.length < 2) return nameEscaped(sequence, character);
  // As rxvt and others send Alt, which Node does not see.
  if (character === "\x1b") return withAlt(nameSequence(sequence.slice(1)));
  for (const otherKey of otherKeys) {
    const { code, modifier = 1 } = otherKey.exec(sequence)?.groups ?? {};
    if (code !== undefined) return nameOtherKey(Number(code), Number(modifier));
  }
  const key = decodeKey(sequence);
  if (key?.name === undefined) return undefined;
  return named(key.name, { ctrl: key.ctrl, alt: key.meta, shift: key.shift });
}

/** ESC alone, or before one character: that key with Alt. */
function nameEscaped(sequence: string, character: string): string | undefined {
  if (sequence === "\x1b") return "escape";
  if (!/\p{Cc}/u.test(character)) return named(character, { alt: true });
  // Both of Enter's and both of Backspace's characters are taken for the key.
  if (character === "\n") return "alt+enter";
  return character === "\b" ? "alt+backspace" : withAlt(nameControl(character));
}

function nameOtherKey(code: number, modifier: number): string | undefined {
  if (code > 0xffff || code >= 0xd800 && code < 0xf900) return undefined;
  const bits = modifier - 1;
  const modifiers = { ctrl: (bits & 4) > 0, alt: (bits & 2) > 0, shift: (bits & 1) > 0 };
  const character = String.fromCharCode(code);
  if (/\p{Cc}/u.test(character)) {
    const name = controls.get(character);
    return name === undefined ? undefined : named(name, modifiers);
  }
  return named(character, { ...modifiers, shift: false });
}

/** Case does not count with a modifier, as in readline: `do-lowercase-version`. */
function named(name: string, { ctrl, alt, shift }: Modifiers): string {
  const prefix = `${ctrl ? "ctrl+" : ""}${alt ? "alt+" : ""}${shift ? "shift+" : ""}`;
  return prefix === "" ? name : prefix + (name === " " ? "space" : name.toLowerCase());
}

function withAlt(name: string | undefined): string | undefined {
  if (name === undefined || /^(ctrl\+)?alt\+/.test(name)) return name;
  return name.startsWith("ctrl+") ? `ctrl+alt+${name.slice(5)}` : `alt+${name}`;
}

/** As `node:readline` knows it. It gets each sequence afresh, so none that it holds is left over. */
function decodeKey(sequence: string): Key | undefined {
  const keys: Key[] = [];
  const source = new Readable({ read() {} });
  emitKeypressEvents(source);
  source.on("keypress", (_text: unknown, key: Key) => keys.push(key));
  source.emit("data", sequence);
  source.destroy();
  return keys.length === 1 ? keys[0] : undefined;
}
