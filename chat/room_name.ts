import { limits } from "../protocol.ts";
import { ChatError } from "./chat_error.ts";
import { codePoints, ownCopy, quote } from "./text.ts";

const shape = /^[\p{L}\p{M}\p{N}._-]+$/u;
const invisible = /\p{Default_Ignorable_Code_Point}/u;
const named = /[\p{L}\p{N}]/u;

/** More than any name of the allowed length has before it is normalized. */
const maxRawLength = 8 * limits.roomNameLength;

/** A room's name as it is kept: NFKC, in lower case, without the `#` people write. Throws `room_invalid`. */
export function parseRoomName(raw: string): string {
  const tooLong = raw.length > maxRawLength;
  const name = tooLong
    ? raw
    : raw.replace(/^#/, "").normalize("NFKC").toLowerCase().normalize("NFKC");
  if (tooLong || codePoints(name) > limits.roomNameLength) {
    throw new ChatError(
      "room_invalid",
      `The room name ${quote(raw)} is too long: at most ${limits.roomNameLength} characters`,
    );
  }
  if (!shape.test(name) || !named.test(name) || invisible.test(name)) {
    throw new ChatError(
      "room_invalid",
      `Cannot use ${quote(raw)} as a room name: ` +
        "only letters, digits and . _ - are allowed, and no space",
    );
  }
  return ownCopy(name);
}
