// deno-lint-ignore-file no-control-regex -- control characters are what this file is about

import { emitKeypressEvents, type Key } from "node:readline";
import { Readable } from "node:stream";
import { nameCodedKey } from "./coded_keys.ts";
import { nameEscaped, nameWith, withAlt } from "./key_names.ts";

const coded = /^\x1b\[[\d:;]+u$|^\x1b\[27;\d+;\d+~$/;

/** A keypad in application mode (DECKPAM): VT220, "Auxiliary keypad codes", with a modifier as xterm sends it. */
const keypad = /^\x1bO(?<modifier>\d?)(?<key>[ IMXj-y])$/;
const keypadKeys: ReadonlyMap<string, string> = new Map([
  ...Array.from("jklmnopqrstuvwxy", (letter, index) => {
    return [letter, "*+,-./0123456789".charAt(index)] as const;
  }),
  ["M", "enter"],
  ["I", "tab"],
  [" ", " "],
  ["X", "="],
]);

/** The kitty keyboard protocol: locks count as modifiers, and behind the modifier stands press, repeat or release. */
const modifierWithEvent = /;(\d+)(?::(\d+))?(?=[A-Z~]$)/;
const lockBits = 64 | 128;
const released = "3";

/** The name of the key that sends a sequence that begins with ESC; undefined if none is known. */
export function nameSequence(sequence: string): string | undefined {
  if (sequence === "\x1b") return "escape";
  const [, second = "", ...more] = sequence;
  if (more.length === 0) return nameEscaped(second);
  // As rxvt and others send Alt, which Node does not see.
  if (second === "\x1b") {
    const name = nameSequence(sequence.slice(1));
    return name === undefined ? undefined : withAlt(name);
  }
  if (coded.test(sequence)) return nameCodedKey(sequence);
  return nameKeypad(sequence) ?? nameKnown(sequence);
}

function nameKeypad(sequence: string): string | undefined {
  const { modifier, key = "" } = keypad.exec(sequence)?.groups ?? {};
  const name = keypadKeys.get(key);
  if (name === undefined) return undefined;
  const bits = Math.max(0, Number(modifier) - 1);
  return nameWith(name, { shift: (bits & 1) > 0, alt: (bits & 2) > 0, ctrl: (bits & 4) > 0 });
}

function nameKnown(sequence: string): string | undefined {
  const [, modifier, event] = modifierWithEvent.exec(sequence) ?? [];
  if (event === released) return undefined;
  const unlocked = `;${((Number(modifier) - 1) & ~lockBits) + 1}`;
  const key = decodeKey(sequence.replace(modifierWithEvent, unlocked));
  // Node gives this name to what it does not know.
  if (key?.name === undefined || key.name === "undefined") return undefined;
  return nameWith(key.name, { ctrl: key.ctrl, alt: key.meta, shift: key.shift });
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
