import type { ChatClient } from "../client/chat_client.ts";
import { type Ask, confirm } from "./ask.ts";

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
