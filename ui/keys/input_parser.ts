// deno-lint-ignore-file no-control-regex -- control characters are what this file is about

import type { InputEvent, MouseEvent } from "./input_event.ts";
import { nameControl, nameSequence } from "./key_names.ts";

type State = "ground" | "string" | "paste";

export const maxPasteLength: number = 1024 * 1024;
/** In code points: more in one chunk is not typing. */
const maxTyped = 32;
/** Longer than any key; what is longer is dropped. */
const maxSequenceLength = 64;
const pasteStart = "\x1b[200~";
const pasteEnd = "\x1b[201~";

/**
 * ECMA-48, 5.4: a control sequence. Beside it what terminals send in spite of it: a key of the Linux
 * console, one of rxvt, the mouse as xterm reported it at first, and SS3 with a modifier.
 */
const complete =
  /^\x1b{1,2}(?:\[(?:\[[A-E]|\d+\$|M[^]{3}|(?![[M])[0-?]*[ -/]*[@-~])|O\d?[A-Za-z])/u;
const incomplete = /^\x1b{1,2}(?:\[(?:\[|M[^]{0,2}|[0-?]*[ -/]*)|O\d?)?$/u;
const broken = /^\x1b{1,2}\[(?:\[|[0-?]*[ -/]*)/;
const printable = /^[^\x00-\x1f\x7f-\x9f]+/;
/** ECMA-48, 5.6: DCS, SOS, OSC, PM and APC begin a string, which is a terminal's answer. */
const stringStart = /^\x1b[PX\]^_]/;
const stringBody = /^[^\x07\x18\x1a\x1b\x9c]*/;
const mouseModifiers = 4 | 8 | 16;
const mouseButtons: Readonly<Record<number, MouseEvent["action"]>> = {
  0: "click",
  64: "wheelUp",
  65: "wheelDown",
};
const mouse = /^\x1b\[<(\d+);(\d+);(\d+)([Mm])$/;
/** Private parameters (ECMA-48, 5.4.1) are in answers only; so is the end of a paste without one. */
const answer = /^\x1b\[(?:[<-?]|M|201~)/;

/**
 * Makes events of what a terminal sends, however it is cut into chunks. Unknown sequences are dropped. Synchronous,
 * without a clock.
 */
export class InputParser {
  #state: State = "ground";
  /** What may be the beginning of something; of at most `maxSequenceLength`. */
  #held = "";
  #stringStart = "";
  #pasted = "";
  #isPasteCut = false;

  /** Whether it holds a beginning that is a key of its own if nothing follows: call `flush` after a while. */
  get waits(): boolean {
    return this.#state === "string" || this.#state === "ground" && this.#held !== "";
  }

  /** How much input is held back, in UTF-16 code units. */
  get heldLength(): number {
    return this.#held.length + this.#pasted.length;
  }

  /** `text` splits no surrogate pair. */
  push(text: string): InputEvent[] {
    const events: InputEvent[] = [];
    let rest = this.#held + text;
    this.#held = "";
    while (rest !== "") rest = this.#parse(rest, events);
    return events;
  }

  /** Nothing came for a while, so what was begun is a key: ESC, or one with Alt. */
  flush(): InputEvent[] {
    if (this.#state === "paste") return [];
    const begun = this.#held || this.#stringStart;
    this.#state = "ground";
    this.#held = this.#stringStart = "";
    if (begun.startsWith("\x1b\x1b")) return [escapeKey, escapeKey];
    return begun === "" || begun.length > 2 ? [] : keyEvents(nameSequence(begun));
  }

  /** Makes events of the beginning of a text, and gives the rest. */
  #parse(text: string, events: InputEvent[]): string {
    switch (this.#state) {
      case "ground":
        return text.startsWith("\x1b") ? this.#escape(text, events) : parsePlain(text, events);
      case "string":
        return this.#skipString(text);
      case "paste":
        return this.#paste(text, events);
      default:
        return this.#state satisfies never;
    }
  }

  #escape(text: string, events: InputEvent[]): string {
    const beginning = text.slice(0, maxSequenceLength);
    const [sequence] = complete.exec(beginning) ?? [];
    if (sequence !== undefined) {
      if (sequence === pasteStart) this.#state = "paste";
      else events.push(...sequenceEvents(sequence));
      return text.slice(sequence.length);
    }
    if (incomplete.test(beginning)) {
      if (text.length < maxSequenceLength) this.#held = text;
      return text.slice(maxSequenceLength);
    }
    if (stringStart.test(text)) {
      this.#state = "string";
      this.#stringStart = text.slice(0, 2);
      return text.slice(2);
    }
    const [dropped] = broken.exec(text) ?? [];
    if (dropped !== undefined) return text.slice(dropped.length);
    const next = String.fromCodePoint(text.codePointAt(1) ?? 0);
    events.push(...next === "\x1b" ? [escapeKey] : keyEvents(nameSequence(`\x1b${next}`)));
    return text.slice(next === "\x1b" ? 1 : 1 + next.length);
  }

  /** To ST, or what ends a string in spite of ECMA-48: BEL, CAN, SUB or another ESC. */
  #skipString(text: string): string {
    const rest = text.replace(stringBody, "");
    if (rest.length < text.length) this.#stringStart = "";
    if (rest === "\x1b") {
      this.#held = rest;
      return "";
    }
    if (rest === "") return "";
    this.#state = "ground";
    this.#stringStart = "";
    if (rest.startsWith("\x1b")) return rest[1] === "\\" ? rest.slice(2) : rest;
    return rest.slice(1);
  }

  #paste(text: string, events: InputEvent[]): string {
    const end = text.indexOf(pasteEnd);
    // What is last may be the beginning of the end.
    const body = text.slice(0, end === -1 ? 1 - pasteEnd.length : end);
    const room = maxPasteLength - this.#pasted.length;
    this.#isPasteCut ||= body.length > room;
    this.#pasted += body.slice(0, room);
    if (end === -1) {
      this.#held = text.slice(body.length);
      return "";
    }
    const paste = { type: "paste", text: cleanPaste(this.#pasted) } as const;
    events.push(this.#isPasteCut ? { ...paste, isCut: true } : paste);
    this.#state = "ground";
    this.#pasted = "";
    this.#isPasteCut = false;
    return text.slice(end + pasteEnd.length);
  }
}

const escapeKey: InputEvent = { type: "key", name: "escape", text: "" };

/** Text, or one control character; C1 is dropped. */
function parsePlain(text: string, events: InputEvent[]): string {
  const [plain] = printable.exec(text) ?? [];
  if (plain !== undefined) {
    events.push(...textEvents(plain));
    return text.slice(plain.length);
  }
  const [character = ""] = text;
  if (character <= "\x7f") events.push(...keyEvents(nameControl(character)));
  return text.slice(1);
}

function textEvents(text: string): InputEvent[] {
  const characters = [...text.slice(0, 2 * maxTyped + 1)];
  return characters.length > maxTyped
    ? [{ type: "key", name: "text", text }]
    : characters.flatMap(keyEvents);
}

/** A name of one character is what it writes: a terminal that was told to may send these as sequences too. */
function keyEvents(name: string | undefined): InputEvent[] {
  if (name === undefined) return [];
  return [{ type: "key", name, text: [...name].length === 1 ? name : "" }];
}

/** xterm ctlseqs: "Mouse Tracking" with mode 1006, and "FocusIn/FocusOut" with mode 1004. */
function sequenceEvents(sequence: string): InputEvent[] {
  const [, button, column, row, final] = mouse.exec(sequence) ?? [];
  if (button !== undefined) {
    const action = final === "M" ? mouseButtons[Number(button) & ~mouseModifiers] : undefined;
    if (action === undefined) return [];
    return [{ type: "mouse", action, column: fromOne(column), row: fromOne(row) }];
  }
  if (sequence === "\x1b[I") return [{ type: "focus", focused: true }];
  if (sequence === "\x1b[O") return [{ type: "focus", focused: false }];
  return answer.test(sequence) ? [] : keyEvents(nameSequence(sequence));
}

function fromOne(count: string | undefined): number {
  return Math.max(0, Number(count) - 1);
}

function cleanPaste(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\t\n]/gu, "").replace(/\p{Cs}/gu, "");
}
