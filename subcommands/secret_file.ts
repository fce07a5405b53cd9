import { opaqueString } from "../helpers/text/opaque_string.ts";
import { reasonOf } from "../helpers/reason_of.ts";
import { openRegularFile } from "../helpers/regular_file.ts";
import { utf8Bytes } from "../helpers/text/text_length.ts";
import { limits } from "../protocol.ts";
import { Failure, usageStatus } from "./failure.ts";

/** Longer files are not read to their end. */
const maxFileBytes = 4 * limits.secretBytes;

/** The password in a file, which is all of it but the line end. Throws `Failure`. */
export function readSecretFile(path: string): string {
  const refuse = (why: string) => new Failure(usageStatus, `No password in "${path}": ${why}`);
  let text: string;
  try {
    text = readBeginning(path);
  } catch (error) {
    throw refuse(reasonOf(error));
  }
  const [secret = "", ...others] = text.replace(/(\r?\n)+$/, "").split(/\r?\n/);
  if (others.length > 0) throw refuse("it has more than one line");
  const password = opaqueString(secret);
  if (password === "") throw refuse("it is empty");
  if (utf8Bytes(password) > limits.secretBytes) {
    throw refuse(`it has more than ${limits.secretBytes} bytes`);
  }
  return password;
}

function readBeginning(path: string): string {
  using file = openRegularFile(path);
  const bytes = new Uint8Array(maxFileBytes);
  let count = 0;
  while (count < bytes.length) {
    const read = file.readSync(bytes.subarray(count));
    if (read === null) break;
    count += read;
  }
  return new TextDecoder().decode(bytes.subarray(0, count));
}
