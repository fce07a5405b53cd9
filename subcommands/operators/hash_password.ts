import { normalizePassword, Passwords } from "../../server/accounts/passwords.ts";
import { formatPassword } from "../../server/accounts/password_text.ts";
import { limits } from "../../protocol.ts";
import { utf8Bytes } from "../../helpers/text/text_length.ts";
import { Failure, interruptedStatus, usageStatus } from "../failure.ts";
import { writeOut } from "../standard_streams.ts";

/** `chatroom server --hash-password`. Gives the exit status; throws `Failure`. */
export async function hashPassword(): Promise<number> {
  const typed = Deno.stdin.isTerminal() ? await askForPassword() : await readLine();
  if (typed === undefined) return interruptedStatus;
  const password = normalizePassword(typed);
  if (password === undefined || utf8Bytes(password) > limits.secretBytes) {
    const bounds = `1 to ${limits.secretBytes} bytes on one line, and no characters of control`;
    throw new Failure(usageStatus, `A password must have ${bounds}`);
  }
  await writeOut(`${formatPassword(await new Passwords().hash(password))}\n`);
  return 0;
}

/** Undefined if the person gave up. */
async function askForPassword(): Promise<string | undefined> {
  const { HiddenPrompt } = await import("../../ui/hidden_prompt.ts");
  const prompt = new HiddenPrompt({ onInterrupt() {} });
  try {
    const outcome = await prompt.ask("Password: ");
    return outcome.type === "entered" ? outcome.secret : undefined;
  } finally {
    await prompt.close();
  }
}

/** All that comes but the line end; not more than a password may have, and a little. */
async function readLine(): Promise<string> {
  let text = "";
  for await (const part of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
    text += part;
    if (text.length > 4 * limits.secretBytes) break;
  }
  return text.replace(/\r?\n$/, "");
}
