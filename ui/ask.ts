import type { HiddenOutcome } from "./writing/hidden_input.ts";

export interface AskOptions {
  /** What is typed is shown, as it is no secret. */
  readonly isShown?: boolean;
}

/** Asks for a line of text, a secret unless it says otherwise. */
export type Ask = (question: string, options?: AskOptions) => Promise<HiddenOutcome>;

/** Whether the answer is yes: what is not clearly that is no. */
export async function confirm(question: string, ask: Ask): Promise<boolean> {
  const outcome = await ask(question, { isShown: true });
  return outcome.type === "entered" && /^\s*y(es)?\s*$/i.test(outcome.secret);
}
