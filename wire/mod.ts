/**
 * The table of dialects: a line for each, in the order in which they are asked whether they know a client. What each
 * must do is in `tests/wire/conformance_test.ts`, which asks for its line in `tests/wire/speeches.ts`.
 */

import { irc } from "./irc/irc.ts";
import { native } from "./native.ts";
import type { Dialects } from "./tell_dialect.ts";

export const dialects: Dialects = [native, irc];
