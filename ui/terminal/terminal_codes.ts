import { cleanForTerminal } from "../clean_for_terminal.ts";

// Names and numbers as in xterm's ctlseqs.
const saveTitle = "\x1b[22;2t";
const restoreTitle = "\x1b[23;2t";
const stringTerminator = "\x1b\\";

const maxTextLength = 200;

/** The kitty keyboard protocol, "Detection of support": a terminal that has none does not answer. */
const keyboardQuery = "\x1b[?u";

/** Sequences that prepare a terminal for a face, and those that undo it. */
export interface TerminalModes {
  readonly enter: string;
  readonly leave: string;
}

type Mode = readonly [number: number, inside: "h" | "l", outside: "h" | "l"];

// deno-fmt-ignore: each mode beside what it is
const lineModes: readonly Mode[] = [
  [1, "l", "l"],    // cursor keys send CSI
  [7, "h", "h"],    // a row that is too long goes on in the next one
  [2004, "h", "l"], // pastes in brackets
];

// deno-fmt-ignore: each mode beside what it is
const screenModes: readonly Mode[] = [
  [1049, "h", "l"], // the alternate screen, with the cursor saved
  [1, "l", "l"],    // cursor keys send CSI
  [7, "l", "h"],    // a row that is too long does not go on in the next one
  [2004, "h", "l"], // pastes in brackets
  [1000, "l", "l"], // the mouse's buttons, which `mouseCode()` asks for
  [1006, "l", "l"], // in SGR's form
  [1004, "h", "l"], // focus
];

/** For a line that is typed below others. */
export const forLine: TerminalModes = {
  enter: entered(lineModes) + keyboardQuery,
  leave: `\x1b[m${left(lineModes)}`,
};

/** For a full screen; `leave` begins with what ends a sequence that was cut off. */
export const forFullScreen: TerminalModes = {
  enter: saveTitle + entered(screenModes) + keyboardQuery,
  leave: `${stringTerminator}\x1b[?2026l\x1b]8;;${stringTerminator}\x1b[m` +
    `\x1b[?25h${left(screenModes)}${restoreTitle}`,
};

/**
 * "Progressive enhancement", as it is called there: keys that are told apart (1), with what they are on a keyboard with
 * Latin letters (4), without which Ctrl+C would be none on others. `leave` begins with what ends a sequence that was
 * cut off.
 */
export const keyboardProtocol: TerminalModes = {
  enter: "\x1b[>5u",
  leave: `${stringTerminator}\x1b[<u`,
};

function entered(modes: readonly Mode[]): string {
  return modes.map(([mode, inside]) => `\x1b[?${mode}${inside}`).join("");
}

function left(modes: readonly Mode[]): string {
  return modes.toReversed().map(([mode, , outside]) => `\x1b[?${mode}${outside}`).join("");
}

/** Has the terminal report the mouse's buttons and wheel, or leave them to itself, for selecting. */
export function mouseCode(isOn: boolean): string {
  const final = isOn ? "h" : "l";
  return `\x1b[?1000${final}\x1b[?1006${final}`;
}

/** Puts a text into the clipboard, as UTF-8, where the terminal allows it (OSC 52). */
export function copyCode(text: string): string {
  return `\x1b]52;c;${new TextEncoder().encode(text).toBase64()}${stringTerminator}`;
}

export function titleCode(title: string): string {
  return `\x1b]2;${clean(title)}${stringTerminator}`;
}

/** The bell, and the text as iTerm2 and others know it (OSC 9), and as rxvt-unicode and others do (OSC 777). */
export function alertCode(title: string, body: string): string {
  const [from, what] = [clean(title).replaceAll(";", ","), clean(body)];
  const toUrxvt = `777;notify;${from};${what}`;
  // To ConEmu and Windows Terminal it is a command if it begins with a number: `9;4;…` is one.
  const toOthers = `9;chatroom: ${from}: ${what}`;
  return `\x07\x1b]${toOthers}${stringTerminator}\x1b]${toUrxvt}${stringTerminator}`;
}

/** One line, with nothing in it that can end the string that it is put into. */
function clean(text: string): string {
  const line = cleanForTerminal(text.slice(0, 4 * maxTextLength)).replaceAll("\n", " ");
  return [...line].slice(0, maxTextLength).join("").trim();
}
