import type { Encoder } from "../dialect.ts";
import { linesOf, type Look } from "./format.ts";

/** Beyond that all are forgotten, and made again. */
const mostLooks = 10_000;

/** What many get who have that look; kept in `encoders`, so that they share bytes. */
export function encoderFor(look: Look, encoders: Map<string, Encoder>): Encoder {
  const { room = "", colors, columns = 0 } = look;
  const key = `${colors} ${columns} ${room}`;
  let encoder = encoders.get(key);
  if (encoder === undefined) {
    if (encoders.size >= mostLooks) encoders.clear();
    encoder = { encode: (messages) => messages.flatMap((each) => linesOf(each, look, "")) };
    encoders.set(key, encoder);
  }
  return encoder;
}
