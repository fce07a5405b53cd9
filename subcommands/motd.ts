import { ChatError } from "../chat/chat_error.ts";
import { parseText } from "../chat/text.ts";
import { quote } from "../cli/quote.ts";
import { Failure, usageStatus } from "./failure.ts";

/** The message of the day from its file. Throws `Failure`. */
export function readMotd(path: string): string {
  try {
    return parseText(Deno.readTextFileSync(path));
  } catch (error) {
    const why = error instanceof ChatError || error instanceof Error
      ? error.message
      : String(error);
    throw new Failure(
      usageStatus,
      `--motd must be a text file that can be read: ${quote(path)}: ${why}`,
    );
  }
}
