import { limits, ProtocolError } from "../protocol.ts";

/** What says something, or comes into many rooms. `type` is first in the frame, or it counts as one of the others. */
const mayBeLarge = /^\{\s*"type"\s*:\s*"(?:hello|say|command)"/;
/** Enough for that, with blanks. */
const beginningBytes = 64;
const decoder = new TextDecoder();
const encoder = new TextEncoder();
const [quote, comma, colon, backslash, bracket, closingBracket, brace] = encoder.encode('",:\\[]{');
const blanks = new Set(encoder.encode(" \t\r\n"));

/**
 * Refuses a frame that would take long to parse or to work on, before any of that is done: one that is large although
 * its type is not, or that has more values than a message of any type. Blanks around it do not count. Throws
 * `message_too_long`, or what is wrong with a large one that is no object.
 */
export function checkFrame(frame: Uint8Array): void {
  if (frame.length <= limits.smallFrameBytes) return;
  const json = trimBlanks(frame);
  if (json.length <= limits.smallFrameBytes) return;
  const beginning = decoder.decode(json.subarray(0, beginningBytes));
  if (!beginning.startsWith("{")) {
    throw beginning.startsWith("[") && json.at(-1) === closingBracket
      ? new ProtocolError("not_an_object", "The frame is not a JSON object")
      : new ProtocolError("bad_json", "The frame is not JSON");
  }
  if (!mayBeLarge.test(beginning)) {
    const bounds =
      `The frame has ${json.length} bytes; at most ${limits.smallFrameBytes} are allowed`;
    const unless = 'unless it begins with "type", and that is hello, say or command';
    throw new ProtocolError("message_too_long", `${bounds} ${unless}`);
  }
  if (!hasFewValues(json)) {
    const bounds = `at most ${limits.largeFrameValues} fields, items and brackets are allowed`;
    throw new ProtocolError("message_too_long", `In a frame of ${json.length} bytes ${bounds}`);
  }
}

function trimBlanks(frame: Uint8Array): Uint8Array {
  const start = frame.findIndex((byte) => !blanks.has(byte));
  return frame.subarray(Math.max(0, start), frame.findLastIndex((byte) => !blanks.has(byte)) + 1);
}

/** Counts what stands before each of them, outside of strings. */
function hasFewValues(frame: Uint8Array): boolean {
  let values = 0;
  for (let index = 0; index < frame.length; index++) {
    switch (frame[index]) {
      case quote:
        index = endOfString(frame, index);
        break;
      case comma:
      case colon:
      case bracket:
      case brace:
        if (++values > limits.largeFrameValues) return false;
    }
  }
  return true;
}

/** Where the string that begins at `start` has its closing quote; the frame's end if it has none. */
function endOfString(frame: Uint8Array, start: number): number {
  let index = start + 1;
  while (index < frame.length && frame[index] !== quote) {
    index += frame[index] === backslash ? 2 : 1;
  }
  return index;
}
