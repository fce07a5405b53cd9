import { cleanText } from "../clean_text.ts";

// Names and numbers as in xterm's ctlseqs.
const saveTitle = "\x1b[22;2t";
const restoreTitle = "\x1b[23;2t";
const stringTerminator = "\x1b\\";

const maxTextLength = 200;

// deno-fmt-ignore: each mode beside what it is
const modes: readonly [number: number, inside: "h" | "l", outside: "h" | "l"][] = [
  [1049, "h", "l"], // the alternate screen, with the cursor saved
  [1, "l", "l"],    // cursor keys send CSI
  [7, "l", "h"],    // a row that is too long does not go on in the next one
  [2004, "h", "l"], // pastes in brackets
  [1000, "h", "l"], // the mouse's buttons
  [1006, "h", "l"], // in SGR's form
  [1004, "h", "l"], // focus
];

/** What makes a terminal one for a full screen. */
export const enterFullScreen: string = saveTitle +
  modes.map(([mode, inside]) => `\x1b[?${mode}${inside}`).join("");

/** What makes it as it was; begins with what ends a sequence that was cut off. */
export const leaveFullScreen: string =
  `${stringTerminator}\x1b[?2026l\x1b]8;;${stringTerminator}\x1b[m` +
  `\x1b[?25h${modes.toReversed().map(([mode, , outside]) => `\x1b[?${mode}${outside}`).join("")}` +
  restoreTitle;

export const bell = "\x07";

export function titleCode(title: string): string {
  return `\x1b]2;${clean(title)}${stringTerminator}`;
}

/** As iTerm2 and others know it (OSC 9), and as rxvt-unicode and others do (OSC 777). */
export function notificationCode(title: string, body: string): string {
  const [from, what] = [clean(title).replaceAll(";", ","), clean(body)];
  const toUrxvt = `777;notify;${from};${what}`;
  // To ConEmu and Windows Terminal it is a command if it begins with a number: `9;4;…` is one.
  return `\x1b]9;chatroom: ${from}: ${what}${stringTerminator}\x1b]${toUrxvt}${stringTerminator}`;
}

/** One line, with nothing in it that can end the string that it is put into. */
function clean(text: string): string {
  const line = cleanText(text.slice(0, 4 * maxTextLength)).replaceAll("\n", " ");
  return [...line].slice(0, maxTextLength).join("").trim();
}
