import { setNewest } from "../helpers/set_newest.ts";
import { directRoom, type SaidMessage } from "../protocol.ts";
import { isOfDeletion, isSpoken } from "./conversations/deletion.ts";

/** What somebody may react to later; beyond, what was heard first is forgotten. */
const maxQuotes = 5000;
const maxLength = 40;

/** How the messages begin that were heard, for those that name them. */
export class Quotes {
  readonly #bySeq = new Map<string, string>();

  /** Of what is deleted nothing is kept. */
  heard(message: SaidMessage): void {
    for (const seq of message.deletes ?? []) this.#bySeq.delete(keyOf(message, seq));
    if (isSpoken(message)) {
      setNewest(this.#bySeq, keyOf(message, message.seq), startOf(message.text), maxQuotes);
    } else if (isOfDeletion(message)) this.#bySeq.delete(keyOf(message, message.seq));
  }

  clear(): void {
    this.#bySeq.clear();
  }

  /** The beginning of what the message answers; undefined where that is not known. */
  of(message: SaidMessage): string | undefined {
    return message.replyTo === undefined
      ? undefined
      : this.#bySeq.get(keyOf(message, message.replyTo));
  }
}

function keyOf(message: SaidMessage, seq: number): string {
  return `${seq} ${message.type === "message" ? message.room : directRoom}`;
}

/** On one line. */
function startOf(text: string): string {
  const line = text.slice(0, 4 * maxLength).replace(/\s+/g, " ").trim();
  const letters = [...line];
  return letters.length <= maxLength ? line : `${letters.slice(0, maxLength - 1).join("")}…`;
}
