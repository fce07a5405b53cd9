import { limits } from "../../protocol.ts";
import { ChatError } from "../chat_error.ts";
import { mixesDirections, skeleton, suspicionOf } from "../../helpers/text/identifiers.ts";
import { invisible, normalizeName, ownCopy, quote } from "../text.ts";

const shape = /^[\p{L}\p{M}\p{N}._-]+$/u;
const named = /[\p{L}\p{N}]/u;

/** A room's name as it is kept: NFKC, in lower case, without the `#` people write. Throws `room_invalid`. */
export function parseRoomName(raw: string): string {
  const name = normalizeRoomName(raw);
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
  // By words, so that `dev-чат` is a name, and `lоbby` with a Cyrillic letter is none.
  const words = mixesDirections(name) ? [name] : name.split(/[._-]/);
  const suspicion = words.map(suspicionOf).find((each) => each !== undefined);
  if (suspicion !== undefined) {
    throw new ChatError(
      "room_invalid",
      `Cannot use ${quote(name)} as a room name: ${suspicion}`,
    );
  }
  return ownCopy(name);
}

/** In lower case and NFKC, without the `#`; undefined if it is too long for a room's name. */
export function normalizeRoomName(raw: string): string | undefined {
  const name = raw.replace(/^#/, "");
  return normalizeName(name, limits.roomNameLength, toLowerCase);
}

/** The Turkish İ as i, not as an i with one more dot. */
function toLowerCase(name: string): string {
  return name.toLowerCase().replaceAll("i\u0307", "i");
}

/**
 * What names are compared by: two that have it in common look alike, in small letters, as they are kept. `i` counts
 * as `l`, as in nicks.
 */
export function roomKey(name: string): string {
  return skeleton(name).toLowerCase().replaceAll("i", "l");
}
