import { commandLine, lineBreak, type Message, text } from "@optique/core/message";

/** Command lines for the foot of a help page, one a line and ready to paste. */
export function examples(...lines: readonly string[]): Message {
  const indented = lines.flatMap((line) => [lineBreak(), commandLine(`  ${line}`)]);
  return [text("Examples:"), ...indented];
}
