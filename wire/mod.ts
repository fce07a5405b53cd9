/** The table of dialects. */

import type { Dialect } from "./dialect.ts";
import { native } from "./native.ts";

export const dialects: { readonly native: Dialect } = { native };
