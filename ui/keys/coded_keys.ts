// deno-lint-ignore-file no-control-regex -- control characters are what this file is about

import { nameControl, nameWith, withAlt } from "./key_names.ts";

/** xterm ctlseqs, "modifyOtherKeys". */
const modifiedOther = /^\x1b\[27;(?<modifier>\d+);(?<code>\d+)~$/;
/** The kitty keyboard protocol, of which xterm's "formatOtherKeys" is a part. */
const kitty =
  /^\x1b\[(?<code>\d+)(?::(?<shifted>\d*)(?::(?<base>\d+))?)?(?:;(?<modifier>\d*)(?::(?<event>\d+))?)?(?:;[\d:]*)?u$/;

const shiftBit = 1;
const altBit = 2;
const ctrlBit = 4;
/** Super, Hyper and Meta: keys of the desktop's. */
const otherBits = 8 | 16 | 32;
const released = "3";

/** The kitty keyboard protocol, "Functional key definitions", from `KP_0` on. */
const keypadStart = 57399;
// deno-fmt-ignore: in the order of their codes
const keypad = [
  ..."0123456789./*-+", "enter", "=", ",",
  "left", "right", "up", "down", "pageup", "pagedown", "home", "end", "insert", "delete",
] as const;

// deno-fmt-ignore: a table
/** What a terminal sends without the protocol for Ctrl with what is no letter. */
const legacyControls: Readonly<Record<string, string>> = {
  " ": "\0", "@": "\0", "2": "\0", "[": "\x1b", "3": "\x1b", "\\": "\x1c", "4": "\x1c",
  "]": "\x1d", "5": "\x1d", "^": "\x1e", "~": "\x1e", "6": "\x1e",
  "_": "\x1f", "/": "\x1f", "7": "\x1f", "?": "\x7f", "8": "\x7f",
};

/**
 * The name of the key that a terminal reports by its code, so that it is the same as from one that does not; undefined
 * if the sequence is none, and for keys that do nothing.
 */
export function nameCodedKey(sequence: string): string | undefined {
  const groups = (modifiedOther.exec(sequence) ?? kitty.exec(sequence))?.groups;
  if (groups === undefined || groups.event === released) return undefined;
  const { code, shifted, base, modifier } = groups;
  const bits = Number(modifier || 1) - 1;
  if ((bits & otherBits) > 0) return undefined;
  const modifiers = {
    ctrl: (bits & ctrlBit) > 0,
    alt: (bits & altBit) > 0,
    shift: (bits & shiftBit) > 0,
  };
  const keypadName = keypad[Number(code) - keypadStart];
  if (keypadName !== undefined) return nameWith(keypadName, modifiers);
  const character = characterOf(code);
  if (character === undefined) return undefined;
  if (/\p{Cc}/u.test(character)) return nameControlKey(character, modifiers);
  const withShift = characterOf(shifted) ?? character.toUpperCase();
  const written = modifiers.shift ? withShift : character;
  if (!modifiers.ctrl && !modifiers.alt) return [...written].length === 1 ? written : character;
  // Of keyboards without Latin letters, what stands on the key on one that has them.
  const onLatin = character > "\x7f" ? characterOf(base) : undefined;
  return nameModified(onLatin ?? written, modifiers);
}

type Pressed = Readonly<Record<"ctrl" | "alt" | "shift", boolean>>;

/** Without the modifiers that make no difference where no codes are reported; but new lines are made with Enter's. */
function nameControlKey(character: string, { ctrl, alt, shift }: Pressed): string | undefined {
  const name = nameControl(character);
  switch (name) {
    case "enter":
      return nameWith(name, { ctrl, alt, shift });
    case "tab":
      return nameWith(name, { alt, shift });
    case "backspace":
      return nameWith(name, { ctrl, alt });
    case "escape":
      return name;
    default:
      return undefined;
  }
}

function nameModified(character: string, { ctrl, alt }: Pressed): string {
  if (!ctrl) return nameWith(character, { alt });
  const control = /^[a-z]$/i.test(character)
    ? String.fromCharCode(character.charCodeAt(0) & 0x1f)
    : legacyControls[character];
  if (control === undefined) return nameWith(character, { ctrl, alt });
  return alt ? withAlt(nameControl(control)) : nameControl(control);
}

/** Undefined where there is no code, and for keys without a character, which have private ones. */
function characterOf(code: string | undefined): string | undefined {
  const point = Number(code || NaN);
  if (!(point <= 0x10ffff) || point >= 0xd800 && point < 0xf900) return undefined;
  return String.fromCodePoint(point);
}
