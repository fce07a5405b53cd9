// deno-lint-ignore-file no-control-regex -- they are what is looked for

/**
 * C0 but what frames CTCP, tabs, and what lines and tags have a form for; DEL, C1, and Unicode's Bidi_Control. Looked for
 * in all that is sent, so without classes that take long.
 */
const controls =
  /[\x02-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const all = new RegExp(controls, "g");

/**
 * With U+FFFD for what can move a cursor or reorder text, as a client's own words may that it is told again: without it a
 * name would be that of another.
 */
export function replaceControls(text: string): string {
  return controls.test(text) ? text.replace(all, "\ufffd") : text;
}
