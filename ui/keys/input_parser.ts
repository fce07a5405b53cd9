// deno-lint-ignore-file no-control-regex -- control characters are what this file is about

import type { TerminalEvent } from "./input_event.ts";
import { nameControl } from "./key_names.ts";
import { nameSequence } from "./key_sequences.ts";
import { PastedText } from "./pasted_text.ts";
import { keyEvents, sequenceEvents } from "./sequence_events.ts";

type State = "ground" | "string" | "paste" | "lines";

/**
 * What is held back: a `key` that may be the beginning of another, a `sequence` that lacks its end, a `paste` in brackets
 * that does, or `lines` without brackets of which more may come.
 */
export type Unfinished = "key" | "sequence" | "paste" | "lines";

/** In code points: more in one chunk is not typing. */
const maxTyped = 32;
/** Longer than any key; what is longer is dropped. */
const maxSequenceLength = 64;
const pasteStart = "\x1b[200~";
const pasteEnd = "\x1b[201~";
const interrupt = "\x03";

/**
 * ECMA-48, 5.4: a control sequence. Beside it what terminals send in spite of it: a key of the Linux
 * console, one of rxvt, the mouse as xterm reported it at first, and SS3 with a modifier.
 */
const complete =
  /^\x1b{1,2}(?:\[(?:\[[A-E]|\d+\$|M[^]{3}|(?![[M])[0-?]*[ -/]*[@-~])|O\d?[ A-Za-z])/u;
const incomplete = /^\x1b{1,2}(?:\[(?:\[|M[^]{0,2}|[0-?]*[ -/]*)|O\d?)?$/u;
const broken = /^\x1b{1,2}\[(?:\[|[0-?]*[ -/]*)/;
/** What may be the beginning of a sequence, and is a key of its own if nothing follows. */
const keyBeginning = /^\x1b{1,2}[[O]?$/;
/** What a person writes, with the colors that may be in lines that are pasted: no key sends those. */
const written = /^(?:[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\x1b\[[\d:;]*m)+/;
const colors = /\x1b\[[\d:;]*m/g;
const writtenPieces = /[^\t\r\n]+|[\t\r\n]/g;
/** ECMA-48, 5.3: SS3, DCS, SOS, CSI, OSC, PM and APC as one character, which is ESC and one 64 below it. */
const eightBitStart = /^[\x8f\x90\x98\x9b\x9d-\x9f]/;
/** ECMA-48, 5.6: DCS, SOS, OSC, PM and APC begin a string, which is a terminal's answer. */
const stringStart = /^\x1b[PX\]^_]/;
const stringBody = /^[^\x00-\x1f\x7f\x9c]*/;
/** ST, and what ends a string in spite of ECMA-48, and is no key then. */
const stringEnd = /^(?:\x1b\\|[\x07\x18\x1a\x9c])/;

/**
 * Makes events of what a terminal sends, however it is cut into reads; but several lines in one read are a paste, and
 * Ctrl+C at the end of one ends a paste. Unknown sequences are dropped. Synchronous, without a clock.
 */
export class InputParser {
  #state: State = "ground";
  /** What may be the beginning of something; of at most `maxSequenceLength`. */
  #held = "";
  #stringStart = "";
  readonly #pasted = new PastedText();

  /** Undefined if nothing is held back. If nothing follows for a while, call `flush`. */
  get unfinished(): Unfinished | undefined {
    if (this.#state === "paste" || this.#state === "lines") return this.#state;
    if (this.#state === "string") return this.#stringStart === "" ? "sequence" : "key";
    if (this.#held === "") return undefined;
    return keyBeginning.test(this.#held) ? "key" : "sequence";
  }

  /** How much input is held back, in UTF-16 code units. */
  get heldLength(): number {
    return this.#held.length + this.#pasted.length;
  }

  /** Of one read. `text` splits no surrogate pair. */
  push(text: string): TerminalEvent[] {
    const events: TerminalEvent[] = [];
    // Enter alone is a key, as soon as it follows.
    if (this.#state === "lines" && text === "\r") this.#endPaste(events);
    let rest = this.#held + text;
    this.#held = "";
    while (rest !== "") rest = this.#parse(rest, events);
    if (this.#state === "paste" && text.endsWith(interrupt)) {
      this.#endPaste(events);
      events.push(...keyEvents(nameControl(interrupt)));
    }
    return events;
  }

  /** Nothing came for a while: what was begun is a key, ESC or one with Alt, or a paste without its end. */
  flush(): TerminalEvent[] {
    const events: TerminalEvent[] = [];
    if (this.#state === "paste" || this.#state === "lines") {
      this.#endPaste(events);
      return events;
    }
    const begun = this.#held || this.#stringStart;
    this.#state = "ground";
    this.#held = this.#stringStart = "";
    if (begun.startsWith("\x1b\x1b")) return [escapeKey, escapeKey];
    return begun === "" || begun.length > 2 ? [] : keyEvents(nameSequence(begun));
  }

  /** Makes events of the beginning of a text, and gives the rest. */
  #parse(text: string, events: TerminalEvent[]): string {
    switch (this.#state) {
      case "ground":
        return text.startsWith("\x1b") ? this.#escape(text, events) : this.#plain(text, events);
      case "string":
        return this.#skipString(text);
      case "paste":
        return this.#paste(text, events);
      case "lines":
        return this.#lines(text, events);
      default:
        return this.#state satisfies never;
    }
  }

  #escape(text: string, events: TerminalEvent[]): string {
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

  /** Text, or one control character; of C1 what begins a sequence is read as that, and the others are dropped. */
  #plain(text: string, events: TerminalEvent[]): string {
    const [run] = written.exec(text) ?? [];
    if (run === undefined) {
      const [character = ""] = text;
      if (eightBitStart.test(character)) {
        return `\x1b${String.fromCharCode(character.charCodeAt(0) - 64)}${text.slice(1)}`;
      }
      if (character <= "\x7f") events.push(...keyEvents(nameControl(character)));
      return text.slice(1);
    }
    if (hasSeveralLines(run)) {
      this.#state = "lines";
      return text;
    }
    for (const [piece] of run.replace(colors, "").matchAll(writtenPieces)) {
      events.push(...piece < " " ? keyEvents(nameControl(piece)) : textEvents(piece));
    }
    return text.slice(run.length);
  }

  /** To ST, or what ends a string in spite of ECMA-48, among it any key that sends a control character. */
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
    return rest.replace(stringEnd, "");
  }

  #paste(text: string, events: TerminalEvent[]): string {
    const end = text.indexOf(pasteEnd);
    // What is last may be the beginning of the end.
    const body = text.slice(0, end === -1 ? 1 - pasteEnd.length : end);
    this.#pasted.add(body);
    this.#held = text.slice(body.length);
    if (end === -1) return "";
    this.#held = "";
    this.#endPaste(events);
    return text.slice(end + pasteEnd.length);
  }

  /** A paste without brackets goes on with each read that has nothing but text. */
  #lines(text: string, events: TerminalEvent[]): string {
    const [run = ""] = written.exec(text) ?? [];
    this.#pasted.add(run);
    const rest = text.slice(run.length);
    if (rest !== "") this.#endPaste(events);
    return rest;
  }

  #endPaste(events: TerminalEvent[]): void {
    this.#pasted.add(this.#held);
    this.#held = "";
    this.#state = "ground";
    events.push(this.#pasted.take());
  }
}

const escapeKey: TerminalEvent = { type: "key", name: "escape", text: "" };

/** Enter behind a single line is a key, and so is one before it. */
function hasSeveralLines(text: string): boolean {
  return text.split(/[\r\n]+/).filter((line) => line.trim() !== "").length > 1;
}

function textEvents(text: string): TerminalEvent[] {
  const characters = [...text.slice(0, 2 * maxTyped + 1)];
  return characters.length > maxTyped
    ? [{ type: "key", name: "text", text }]
    : characters.flatMap(keyEvents);
}
