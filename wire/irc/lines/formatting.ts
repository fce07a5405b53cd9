// deno-lint-ignore-file no-control-regex -- they are what is looked for
const codes = /[\x02-\x04\x0f\x11\x16\x1d-\x1f]/;

/** A colour with its numbers, a colour in hexadecimal with its digits, and the codes of one character. */
const whole =
  /\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04(?:[\da-f]{6}(?:,[\da-f]{6})?)?|[\x02\x0f\x11\x16\x1d-\x1f]/gi;

/** Text without the codes for colours and faces that IRC clients write: https://modern.ircdocs.horse/formatting */
export function withoutFormatting(text: string): string {
  return codes.test(text) ? text.replace(whole, "") : text;
}
