import { defaultTerminalTheme, type TerminalTheme } from "@optique/core/terminal";
import { quote } from "./quote.ts";

/**
 * The library's looks but for its quotes. Names and command lines go without, because a backtick
 * pasted into a shell runs something. Values keep theirs in colour too, so that an empty one shows.
 */
export const theme: TerminalTheme = {
  optionName: (term, context) =>
    defaultTerminalTheme.optionName(term, { ...context, text: asTyped(term.optionName) }),
  metavar: (term, context) =>
    defaultTerminalTheme.metavar(term, { ...context, text: term.metavar }),
  envVar: (term, context) => defaultTerminalTheme.envVar(term, { ...context, text: term.envVar }),
  commandLine: (term, context) =>
    defaultTerminalTheme.commandLine(term, { ...context, text: term.commandLine }),
  value: (term, context) => {
    const text = context.usage === undefined ? quote(term.value) : term.value;
    return defaultTerminalTheme.value(term, { ...context, text });
  },
  values: (term) => ({ type: "text", text: term.values.map(asTyped).join(" ") }),
};

/** Quoted only where a shell would want quotes. */
function asTyped(word: string): string {
  return /^[\w./:=,+-]+$/.test(word) ? word : quote(word);
}
