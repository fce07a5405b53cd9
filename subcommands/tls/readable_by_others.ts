import { shellWord } from "../../helpers/text/quoted.ts";
import type { LogRecord } from "../../server/log.ts";

/** Whom a key's file is kept from, as `chmod` names them. Debian's packages share keys with a group. */
const modes = { go: 0o077, o: 0o007 };

/** Tells of a key that others may read or change. `key`: what it is called there, as in "the server's key". */
export function readableByOthers(
  path: string,
  key: string,
  others: keyof typeof modes,
): readonly LogRecord[] {
  if (!allows(path, modes[others])) return [];
  const message =
    `Others may read or change ${key} in ${JSON.stringify(path)}, and pass for this server ` +
    `with it; this ends it: chmod ${others}= ${shellWord(path)}`;
  return [{ event: "key_readable_by_others", level: "warning", message }];
}

/** False where there is no such mode, or no file. */
function allows(path: string, bits: number): boolean {
  try {
    // Windows has no such modes.
    return ((Deno.statSync(path).mode ?? 0) & bits) !== 0;
  } catch {
    return false;
  }
}
