import type { Dialect } from "../dialect.ts";
import { IrcCodec } from "./irc_codec.ts";
import { lineBounds } from "./lines/line.ts";
import { recognizesIrc } from "./recognizes.ts";

/** As IRC clients speak: https://modern.ircdocs.horse and https://ircv3.net/irc. Bytes that are not UTF-8 are refused. */
export const irc: Dialect = {
  name: "irc",
  // What is too long is answered, and costs that line alone.
  maxFrameBytes: 4 * lineBounds.clientFrame,
  answersPings: true,
  keepsTokens: false,
  lineEnd: "\r\n",
  waitsForRate: true,
  finishesInOrder: true,
  hearsEachMember: true,
  recognizes: recognizesIrc,
  open: (context) => new IrcCodec(context),
};
