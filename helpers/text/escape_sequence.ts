// deno-lint-ignore-file no-control-regex -- they are what is looked for
const sequences = [
  // CSI: colors and the like; as one character, which may be a letter read in a wrong encoding, only with more.
  /\x1b\[\[?[0-?]*[ -\x2f]*[@-~]?/,
  /\x9b(?:[0-?]+[ -\x2f]*[@-~]?|[@-Zm])/,
  // OSC, DCS, SOS, PM, APC: a string, such as a title, up to its end or else that of the line.
  /\x1b[\]PX^_][^\n\x07\x18\x1a\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?/,
  // The same, begun with one character, and a number behind it.
  /[\x90\x98\x9d-\x9f][\d;][^\n\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c)/,
  // The title in screen and tmux.
  /\x1bk[^\n\x1b]*\x1b\\/,
  // SS2 and SS3 with their character, sets of characters, and what is one letter, as in a reset.
  /\x1b(?:[NO][ -~]?|[!-\x2f]+[0-~]?| [FGLMN]|[0-Z\\c])/,
];

/**
 * The source of a regular expression that finds whole escape sequences of terminals (ECMA-48), also where they
 * break off; never over the end of a line. An ESC that begins none is not found. Takes time in proportion to the text.
 */
export const escapeSequence: string = sequences.map(({ source }) => source).join("|");
