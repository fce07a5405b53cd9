import type { KeyEvent } from "../../../ui/keys/input_event.ts";

/** Of a key by its name, as in `KeyEvent`; a name of one character writes itself. */
export function keyEvent(name: string): KeyEvent {
  return { type: "key", name, text: [...name].length === 1 ? name : "" };
}

/** As somebody types a text; a line feed begins a new line. */
export function typedKeys(text: string): KeyEvent[] {
  return [...text].map((character) => keyEvent(character === "\n" ? "alt+enter" : character));
}
