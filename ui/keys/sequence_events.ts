// deno-lint-ignore-file no-control-regex -- control characters are what this file is about

import type { MouseEvent, TerminalEvent } from "./input_event.ts";
import { nameSequence } from "./key_sequences.ts";

const mouseModifiers = 4 | 8 | 16;
const mouseButtons: Readonly<Record<number, MouseEvent["action"]>> = {
  0: "click",
  2: "rightClick",
  64: "wheelUp",
  65: "wheelDown",
};
const mouse = /^\x1b\[<(\d+);(\d+);(\d+)([Mm])$/;
/** Private parameters (ECMA-48, 5.4.1) are in answers only; so is the end of a paste without one. */
const answer = /^\x1b\[(?:[<-?]|M|201~)/;
/** The answer to `CSI ? u`, which only who knows the kitty keyboard protocol gives. */
const keyboardProtocol = /^\x1b\[\?\d+u$/;

/** A name of one character is what it writes: a terminal that was told to may send these as sequences too. */
export function keyEvents(name: string | undefined): TerminalEvent[] {
  if (name === undefined) return [];
  return [{ type: "key", name, text: [...name].length === 1 ? name : "" }];
}

/**
 * What a whole sequence that begins with ESC tells; nothing if it is not known. xterm ctlseqs: "Mouse Tracking" with
 * mode 1006, and "FocusIn/FocusOut" with mode 1004.
 */
export function sequenceEvents(sequence: string): TerminalEvent[] {
  const [, button, column, row, final] = mouse.exec(sequence) ?? [];
  if (button !== undefined) {
    const action = final === "M" ? mouseButtons[Number(button) & ~mouseModifiers] : undefined;
    if (action === undefined) return [];
    return [{ type: "mouse", action, column: fromOne(column), row: fromOne(row) }];
  }
  if (sequence === "\x1b[I") return [{ type: "focus", focused: true }];
  if (sequence === "\x1b[O") return [{ type: "focus", focused: false }];
  if (keyboardProtocol.test(sequence)) return [{ type: "keyboardProtocol" }];
  return answer.test(sequence) ? [] : keyEvents(nameSequence(sequence));
}

function fromOne(count: string | undefined): number {
  return Math.max(0, Number(count) - 1);
}
