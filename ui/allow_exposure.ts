import type { ChatClient } from "../client/chat_client.ts";
import type { HiddenOutcome } from "./writing/hidden_input.ts";

export interface AskOptions {
  /** What is typed is shown, as it is no secret. */
  readonly isShown?: boolean;
}

/** Asks for a line of text, a secret unless it says otherwise. */
export type Ask = (question: string, options?: AskOptions) => Promise<HiddenOutcome>;

const question = "Not encrypted: others can read this on the way. Send it? y/N: ";

/** Where nobody can be asked. */
export const exposureAdvice = "; --insecure sends it all the same";

/** Whether passwords and codes may be sent: asks where others could read them, and no more once that is allowed. */
export async function mayExpose(
  client: Pick<ChatClient, "exposesSecrets" | "allowExposure">,
  ask: Ask,
): Promise<boolean> {
  if (!client.exposesSecrets) return true;
  const isAllowed = await confirm(question, ask);
  if (isAllowed) client.allowExposure();
  return isAllowed;
}

/** Whether the answer is yes: what is not clearly that is no. */
export async function confirm(question: string, ask: Ask): Promise<boolean> {
  const outcome = await ask(question, { isShown: true });
  return outcome.type === "entered" && /^\s*y(es)?\s*$/i.test(outcome.secret);
}
