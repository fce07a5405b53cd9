import { limits } from "../../protocol.ts";
import type { Dialect } from "../dialect.ts";
import { greeting } from "./greeting.ts";
import { TelnetSplitter } from "./telnet_splitter.ts";
import { TextCodec } from "./text_codec.ts";

/** A command in front of the longest text. */
const commandBytes = 1024;

/** For people with `nc`, telnet or `openssl s_client`, and for scripts: lines are said, and what begins with a slash is a command. */
export const text: Dialect = {
  name: "text",
  maxFrameBytes: limits.textBytes + commandBytes,
  answersPings: false,
  keepsTokens: false,
  // Of telnet, and also how terminals that were made raw expect it.
  lineEnd: "\r\n",
  waitsForRate: true,
  finishesInOrder: true,
  greeting,
  // Whoever begins as nobody else does. A blank line says nothing yet.
  recognizes: (firstBytes) => firstBytes.some((byte) => !blank.has(byte)) ? "yes" : "more",
  split: (onTooLong) => new TelnetSplitter(limits.textBytes + commandBytes, onTooLong),
  open: (context) => new TextCodec(context),
};

const blank: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);
