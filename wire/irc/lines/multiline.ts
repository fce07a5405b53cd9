/** A message of several lines: https://ircv3.net/specs/extensions/multiline */

import { utf8Bytes } from "../../../helpers/text/text_length.ts";
import { limits } from "../../../protocol.ts";
import type { IrcMessage } from "./message.ts";

export const multilineType = "draft/multiline";
/** Of a line that goes on where the one before it ended. */
export const concatTag = "draft/multiline-concat";
/** Of one batch, which is one message. */
export const multilineBounds = { bytes: limits.textBytes, lines: 100 } as const;

/** What is wrong with a batch: a code of `FAIL BATCH`, what stands behind it, and words. */
export interface MultilineFault {
  readonly code: string;
  readonly context: readonly string[];
  readonly text: string;
}

/** One that a client has begun and not ended. */
export class MultilineBatch {
  /** The command of all of its lines. */
  command: string | undefined;
  /** It is over, and nothing comes of it; what is still sent of it is passed over. */
  isFailed = false;
  #text = "";
  #bytes = 0;
  #lines = 0;
  readonly #joins: number[] = [];

  /** `opening`: its first line. */
  constructor(
    readonly reference: string,
    readonly target: string,
    readonly opening: IrcMessage,
  ) {}

  get text(): string {
    return this.#text;
  }

  /** Where lines were joined, in UTF-16 code units. */
  get joins(): readonly number[] {
    return this.#joins;
  }

  /** Whether it is one more line, or the end; false once nothing comes of it any more. */
  isOfIt({ tags, command, params: [target] }: IrcMessage): boolean {
    if (this.isFailed) return false;
    if (command === "BATCH") return target === `-${this.reference}`;
    return tags.get("batch") === this.reference && (command === "PRIVMSG" || command === "NOTICE");
  }

  /** Takes one more line; or gives what is wrong with it. */
  add({ tags, command, params: [target = "", text = ""] }: IrcMessage): MultilineFault | undefined {
    const continues = tags.has(concatTag);
    if (tags.get("batch") !== this.reference) return invalid("A line is not of the batch");
    if (command !== "PRIVMSG" && command !== "NOTICE" || command !== (this.command ??= command)) {
      return invalid("All lines are PRIVMSG, or all are NOTICE");
    }
    if (target !== this.target) {
      const [code, context] = ["MULTILINE_INVALID_TARGET", [this.target, target || "*"]];
      return { code, context, text: "All lines are for the target of the batch" };
    }
    if (continues && (text === "" || this.#lines === 0)) {
      return invalid("A line that goes on with another is empty, or the first");
    }
    const isNewLine = this.#lines > 0 && !continues;
    this.#bytes += utf8Bytes(text) + (isNewLine ? 1 : 0);
    this.#lines++;
    const { bytes, lines } = multilineBounds;
    if (this.#lines > lines) return tooMuch("MULTILINE_MAX_LINES", lines, "lines");
    if (this.#bytes > bytes) return tooMuch("MULTILINE_MAX_BYTES", bytes, "bytes");
    if (continues) this.#joins.push(this.#text.length);
    this.#text += isNewLine ? `\n${text}` : text;
    return undefined;
  }
}

export function invalid(text: string): MultilineFault {
  return { code: "MULTILINE_INVALID", context: [], text };
}

function tooMuch(code: string, most: number, of: string): MultilineFault {
  return { code, context: [`${most}`], text: `At most ${most} ${of} are allowed` };
}
