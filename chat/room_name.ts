import { limits } from "../protocol.ts";
import { ChatError } from "./chat_error.ts";
import { invisible, normalizeName, ownCopy, quote } from "./text.ts";

const shape = /^[\p{L}\p{M}\p{N}._-]+$/u;
const named = /[\p{L}\p{N}]/u;

/** A room's name as it is kept: NFKC, in lower case, without the `#` people write. Throws `room_invalid`. */
export function parseRoomName(raw: string): string {
  const name = normalizeName(
    raw.replace(/^#/, ""),
    limits.roomNameLength,
    (name) => name.toLowerCase(),
  );
  if (name === undefined) {
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
