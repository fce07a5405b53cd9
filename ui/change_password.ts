import type { ChatClient } from "../client/chat_client.ts";
import { ClientError } from "../client/client_error.ts";
import { mayExpose } from "./allow_exposure.ts";
import type { Ask } from "./ask.ts";

/**
 * Asks for a new password, twice, and for the one that there is if the server wants it. Gives what is to be told of it.
 * Never rejects.
 */
export async function changePassword(
  client: Pick<ChatClient, "setPassword" | "exposesSecrets" | "allowExposure">,
  ask: Ask,
): Promise<string> {
  // The first question is asked at once: what is typed meanwhile is for it.
  if (client.exposesSecrets && !await mayExpose(client, ask)) return unchanged;
  let question = "New password: ";
  for (;;) {
    const password = await askFor(question, ask);
    const again = password && await askFor("The same again: ", ask);
    if (password === undefined || again === undefined) return unchanged;
    if (password === again) return await set(client, ask, password);
    question = "These were not the same. New password: ";
  }
}

const unchanged = "Your password is as it was";

/** Undefined for none. */
async function askFor(question: string, ask: Ask): Promise<string | undefined> {
  const outcome = await ask(question);
  return outcome.type === "entered" && outcome.secret !== "" ? outcome.secret : undefined;
}

async function set(
  client: Pick<ChatClient, "setPassword">,
  ask: Ask,
  password: string,
): Promise<string> {
  try {
    const first = await client.setPassword(password).catch(onlyIfRequired);
    if (first !== undefined) return first;
    const current = await askFor("The password until now: ", ask);
    return current === undefined ? unchanged : await client.setPassword(password, current);
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    return `${unchanged}: ${error.message}`;
  }
}

function onlyIfRequired(error: unknown): undefined {
  if (error instanceof ClientError && error.serverCode === "password_required") return undefined;
  throw error;
}
