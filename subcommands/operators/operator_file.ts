import { readRegularFile } from "../../helpers/regular_file.ts";
import { reasonOf } from "../../helpers/reason_of.ts";
import type { OperatorEntry } from "../../server/accounts/oper_desk.ts";
import { parsePassword } from "../../server/accounts/password_text.ts";
import { Failure, usageStatus } from "../failure.ts";

const maxNameLength = 64;

/** The operators in a file: a name and the hash of a password a line, with a blank or `:` between. Throws `Failure`. */
export function readOperatorFile(path: string): readonly OperatorEntry[] {
  const file = JSON.stringify(path);
  let text: string;
  try {
    text = readRegularFile(path);
  } catch (error) {
    const problem = `--operator-file must be a text file that can be read: ${file}`;
    throw new Failure(usageStatus, `${problem}: ${reasonOf(error)}`);
  }
  const entries = new Map<string, OperatorEntry>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const refuse = (why: string) => new Failure(usageStatus, `${file}, line ${index + 1}: ${why}`);
    const [, name = "", hash = ""] = /^\s*([^\s:]+)(?:\s*:\s*|\s+)(\S+)\s*$/.exec(line) ?? [];
    if (name === "") throw refuse("it must be NAME HASH");
    if ([...name].length > maxNameLength || /\p{C}/u.test(name)) {
      throw refuse(`a name has at most ${maxNameLength} characters, and none of control`);
    }
    if (entries.has(name)) throw refuse(`${JSON.stringify(name)} is there already`);
    const password = parsePassword(hash);
    if (password === undefined) {
      throw refuse("the hash must be one that `chatroom server --hash-password` prints");
    }
    entries.set(name, { name, password });
  }
  return [...entries.values()];
}
