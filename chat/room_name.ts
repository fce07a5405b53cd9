import { limits } from "../protocol.ts";
import { ChatError } from "./chat_error.ts";
import { cleanLine, codePoints } from "./text.ts";

const shape = /^[\p{L}\p{M}\p{N}._-]+$/u;
const invisible = /\p{Default_Ignorable_Code_Point}/u;
const named = /[\p{L}\p{N}]/u;

/** A room's name as it is kept: NFKC, in lower case, without the `#` people write. Throws `room_invalid`. */
export function parseRoomName(raw: string): string {
  const name = raw.replace(/^#/, "").normalize("NFKC").toLowerCase();
  const length = codePoints(name);
  if (length > limits.roomNameLength) {
    throw new ChatError(
      "room_invalid",
      `The room name has ${length} characters; at most ${limits.roomNameLength} are allowed`,
    );
  }
  if (!shape.test(name) || !named.test(name) || invisible.test(name)) {
    throw new ChatError(
      "room_invalid",
      `Cannot use "${cleanLine(raw)}" as a room name: ` +
        "only letters, digits and . _ - are allowed, and no space",
    );
  }
  return name;
}
