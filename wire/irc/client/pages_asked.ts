import type { DirectMessage, RoomMessage, ServerMessage } from "../../../protocol.ts";
import type { OutLine } from "../out_line.ts";

type Kept = RoomMessage | DirectMessage;

/** Gathers pages that are one answer. If one of them does not come, there is none. */
export class PagesAsked {
  readonly #messages: Kept[] = [];

  constructor(
    private missing: number,
    private readonly toLines: (messages: readonly Kept[]) => readonly OutLine[],
  ) {}

  /** The lines, in the order of the messages, once all is there. */
  readonly take = (answer: ServerMessage): readonly OutLine[] => {
    if (answer.type !== "history" && answer.type !== "directs") return [];
    this.#messages.push(...answer.messages);
    if (--this.missing > 0) return [];
    return this.toLines(this.#messages.sort((one, other) => one.seq - other.seq));
  };
}
