import type { ParticipantSession } from "../participants.ts";

/** Knows whether what was asked is with those it is for. */
interface Settling {
  /** Something that was asked, by whomever, is still on its way. */
  readonly isBusy: boolean;
  settled(session: ParticipantSession): Promise<unknown>;
}

/** What a client has asked, for a dialect in which what comes of it is told before the next is looked at. */
export class Asked {
  #answered: Promise<unknown> | undefined;
  #isUnfinished = false;

  constructor(
    private readonly session: ParticipantSession,
    private readonly recipient: { made(): Promise<void> },
    private readonly handler: Settling,
  ) {}

  /** A frame is looked at now. */
  begin(): void {
    this.#isUnfinished = true;
  }

  /** Something that was asked is answered once that, which never rejects, resolves. */
  note(answered: Promise<unknown> | void): void {
    if (answered === undefined) return;
    this.#answered = this.#answered === undefined
      ? answered
      : Promise.all([this.#answered, answered]);
  }

  /**
   * Resolves to true when all that was asked is done, told and made into bytes. Also what others asked before: who has an
   * answer has all that came until then.
   */
  async finished(): Promise<true> {
    if (this.#isUnfinished || this.handler.isBusy) {
      this.#isUnfinished = false;
      await this.#answered;
      this.#answered = undefined;
      await this.handler.settled(this.session);
      await this.recipient.made();
    }
    return true;
  }
}
