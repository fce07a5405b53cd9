import type { ServerMessage } from "../../protocol.ts";
import { foldNick } from "../../helpers/text/nicks.ts";
import { setNewest } from "../../helpers/set_newest.ts";

const shownEveryMs = 10 * 60_000;
/** After them the oldest are forgotten. */
const maxEchoes = 100;
const maxPersons = 200;

/**
 * What the server notes of each direct message to somebody who is away or not here. It is told once for a person, and
 * again after ten minutes or when it says something else.
 */
export class AbsenceNotes {
  /** To whom, by the `id` of an echo, which comes before the note. */
  readonly #echoes = new Map<string, string>();
  /** By the folded nick. */
  readonly #shown = new Map<string, { readonly text: string; readonly atMs: number }>();

  /** True for a note that was told a short time ago. `nowMs`: of a clock that never goes back. */
  isRepeated(message: ServerMessage, nowMs: number): boolean {
    if (message.type === "direct" && message.id !== undefined) {
      setNewest(this.#echoes, message.id, foldNick(message.to), maxEchoes);
    }
    if (message.type !== "notice" || message.id === undefined) return false;
    const to = this.#echoes.get(message.id);
    if (to === undefined) return false;
    const { text } = message;
    const before = this.#shown.get(to);
    if (before?.text === text && nowMs - before.atMs < shownEveryMs) return true;
    setNewest(this.#shown, to, { text, atMs: nowMs }, maxPersons);
    return false;
  }
}
