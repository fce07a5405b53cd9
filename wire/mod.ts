/**
 * The table of dialects: a line for each, in the order in which they are asked whether they know a client; last
 * the one for all whom no other knows. What each
 * must do is in `tests/wire/conformance_test.ts`, which asks for its line in `tests/wire/speeches.ts`.
 */

import { irc } from "./irc/irc.ts";
import { native } from "./native.ts";
import { text } from "./text/text.ts";
import type { Dialects } from "./tell_dialect.ts";

export const dialects: Dialects = [native, irc, text];
