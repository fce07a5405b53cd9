import { TurnGate } from "../../net/limits/turn_gate.ts";

/** Waits for what clients begin with. */
export class FirstWaits {
  readonly #underWay = new Set<AbortController>();
  /** Many that began at once are due at once, and then told so a few in each turn. */
  readonly #dueGate = new TurnGate(5);
  #hasEnded = false;

  /** Reads with a signal that comes when the time is up, which can be prolonged, or all waits end. */
  async wait<Told>(
    withinMs: number,
    read: (due: AbortSignal, prolong: (withinMs: number) => void) => Promise<Told>,
  ): Promise<Told> {
    const due = new AbortController();
    const onTimeUp = async () => {
      await this.#dueGate.pass();
      due.abort();
    };
    let timer = setTimeout(onTimeUp, withinMs);
    const prolong = (withinMs: number) => {
      clearTimeout(timer);
      timer = setTimeout(onTimeUp, withinMs);
    };
    this.#underWay.add(due);
    if (this.#hasEnded) due.abort();
    try {
      return await read(due.signal, prolong);
    } finally {
      clearTimeout(timer);
      this.#underWay.delete(due);
    }
  }

  /** From now on nothing is waited for. */
  endAll(): void {
    this.#hasEnded = true;
    for (const due of this.#underWay) due.abort();
  }
}
