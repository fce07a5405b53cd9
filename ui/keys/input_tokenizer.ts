// deno-lint-ignore-file no-control-regex -- control characters are what this file is about

import type { InputEvent } from "./input_event.ts";

/** A piece of what a terminal sends that means something by itself. */
export type InputToken =
  | Exclude<InputEvent, { type: "key" }>
  /** Without control characters. */
  | { readonly type: "text"; readonly text: string }
  /** One of C0, or DEL; ESC only as part of a sequence. */
  | { readonly type: "control"; readonly character: string }
  /** Begins with ESC; the ESC key alone is just that. */
  | { readonly type: "sequence"; readonly sequence: string };

type State = "ground" | "string" | "paste";

export const maxPasteLength: number = 1024 * 1024;
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
const mouse = /^\x1b\[<(\d+);(\d+);(\d+)([Mm])$/;
/** Private parameters (ECMA-48, 5.4.1) are in answers only; so is the end of a paste without one. */
const answer = /^\x1b\[(?:[<-?]|M|201~)/;

/** Takes apart what a terminal sends, however it is cut into chunks. Synchronous, without a clock. */
export class InputTokenizer {
  #state: State = "ground";
  /** What may be the beginning of something; of at most `maxSequenceLength`. */
  #held = "";
  #stringStart = "";
  #pasted: string[] = [];
  #pastedLength = 0;
  #isCut = false;

  /** Whether it holds a beginning that is a key of its own if nothing follows: call `flush` after a while. */
  get waits(): boolean {
    return this.#state === "string" || this.#state === "ground" && this.#held !== "";
  }

  /** How much input is held back, in UTF-16 code units. */
  get heldLength(): number {
    return this.#held.length + this.#pastedLength;
  }

  /** `text` splits no surrogate pair. */
  push(text: string): InputToken[] {
    const tokens: InputToken[] = [];
    let rest = this.#held + text;
    this.#held = "";
    while (rest !== "") rest = this.#take(rest, tokens);
    return tokens;
  }

  /** Nothing came for a while, so what was begun is a key: ESC, or one with Alt. */
  flush(): InputToken[] {
    const held = this.#held;
    const begun = this.#stringStart;
    if (this.#state === "paste") return [];
    this.#state = "ground";
    this.#held = this.#stringStart = "";
    if (begun !== "" && held === "") return [{ type: "sequence", sequence: begun }];
    if (held.startsWith("\x1b\x1b")) return [...held.slice(0, 2)].map(() => escapeKey);
    return held.length === 0 || held.length > 2 ? [] : [{ type: "sequence", sequence: held }];
  }

  /** Consumes one token, or more, and gives the rest. */
  #take(text: string, tokens: InputToken[]): string {
    switch (this.#state) {
      case "ground":
        return text.startsWith("\x1b") ? this.#escape(text, tokens) : takePlain(text, tokens);
      case "string":
        return this.#skipString(text);
      case "paste":
        return this.#paste(text, tokens);
      default:
        return this.#state satisfies never;
    }
  }

  #escape(text: string, tokens: InputToken[]): string {
    const [sequence] = complete.exec(text.slice(0, maxSequenceLength)) ?? [];
    if (sequence === pasteStart) {
      this.#state = "paste";
      return text.slice(sequence.length);
    }
    if (sequence !== undefined) {
      tokens.push(...sequenceTokens(sequence));
      return text.slice(sequence.length);
    }
    if (incomplete.test(text.slice(0, maxSequenceLength))) {
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
    tokens.push(next === "\x1b" ? escapeKey : { type: "sequence", sequence: `\x1b${next}` });
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

  #paste(text: string, tokens: InputToken[]): string {
    const end = text.indexOf(pasteEnd);
    const heldLength = end === -1 ? endingLength(text, pasteEnd) : 0;
    const body = text.slice(0, end === -1 ? text.length - heldLength : end);
    const kept = body.slice(0, maxPasteLength - this.#pastedLength);
    this.#pastedLength += kept.length;
    this.#isCut ||= kept.length < body.length;
    if (kept !== "") this.#pasted.push(kept);
    if (end === -1) {
      this.#held = text.slice(text.length - heldLength);
      return "";
    }
    const paste = { type: "paste", text: cleanPaste(this.#pasted.join("")) } as const;
    tokens.push(this.#isCut ? { ...paste, isCut: true } : paste);
    this.#isCut = false;
    this.#state = "ground";
    this.#pasted = [];
    this.#pastedLength = 0;
    return text.slice(end + pasteEnd.length);
  }
}

const escapeKey: InputToken = { type: "sequence", sequence: "\x1b" };

/** Text, or one control character; C1 is dropped. */
function takePlain(text: string, tokens: InputToken[]): string {
  const [plain] = printable.exec(text) ?? [];
  if (plain !== undefined) {
    tokens.push({ type: "text", text: plain });
    return text.slice(plain.length);
  }
  const [character = ""] = text;
  if (character <= "\x7f") tokens.push({ type: "control", character });
  return text.slice(1);
}

/** xterm ctlseqs: "Mouse Tracking" with mode 1006, and "FocusIn/FocusOut" with mode 1004. */
function sequenceTokens(sequence: string): InputToken[] {
  const [, button, column, row, final] = mouse.exec(sequence) ?? [];
  if (button !== undefined) {
    const action = final === "M" ? mouseAction(Number(button)) : undefined;
    if (action === undefined) return [];
    return [{ type: "mouse", action, column: fromOne(column), row: fromOne(row) }];
  }
  if (sequence === "\x1b[I") return [{ type: "focus", focused: true }];
  if (sequence === "\x1b[O") return [{ type: "focus", focused: false }];
  return answer.test(sequence) ? [] : [{ type: "sequence", sequence }];
}

function mouseAction(button: number): "click" | "wheelUp" | "wheelDown" | undefined {
  const modifiers = 4 | 8 | 16;
  const pressed = button & ~modifiers;
  return ({ 0: "click", 64: "wheelUp", 65: "wheelDown" } as const)[pressed];
}

function fromOne(count: string | undefined): number {
  return Math.max(0, Number(count) - 1);
}

/** How much of the end of `text` may be the beginning of `mark`. */
function endingLength(text: string, mark: string): number {
  for (let length = Math.min(mark.length - 1, text.length); length > 0; length--) {
    if (mark.startsWith(text.slice(text.length - length))) return length;
  }
  return 0;
}

function cleanPaste(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\t\n]/gu, "").replace(/\p{Cs}/gu, "");
}
