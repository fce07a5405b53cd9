import { toPlainJson } from "../helpers/text/quoted.ts";
import type { ServerMessage } from "../protocol.ts";
import { operatorNick } from "../server/operator/operator.ts";
import { cleanForTerminal } from "../ui/clean_for_terminal.ts";
import { formatMessage } from "../ui/format.ts";
import { printError, writeOut } from "./standard_streams.ts";

/** Answers with fields, of which a notice tells the same in words. */
const withFields: ReadonlySet<string> = new Set([
  "members",
  "whois",
  "rooms",
  "addresses",
  "invitation",
  "stats",
  "audit",
]);

/** Puts answers on standard output, and what is refused on standard error. */
export class AdminPrinter {
  #written: Promise<unknown> = Promise.resolve();
  /** The `id` of the command whose answer has come with fields. */
  #toldWithFields: string | undefined;

  constructor(private readonly json: boolean) {}

  print(message: ServerMessage): void {
    const text = this.json ? this.#asJson(message) : asText(message);
    if (text === undefined) return;
    if (message.type === "error") printError(this.json ? text : `chatroom: ${text}`);
    else this.#written = this.#written.then(() => writeOut(`${text}\n`));
  }

  /** Resolves when all is written; rejects with `Failure` if it could not be. */
  flushed(): Promise<unknown> {
    return this.#written;
  }

  /** Programs need no words for what they have with fields. */
  #asJson(message: ServerMessage): string | undefined {
    const { type } = message;
    if (withFields.has(type)) this.#toldWithFields = "id" in message ? message.id : undefined;
    const isRepeated = message.type === "notice" && message.id !== undefined &&
      message.id === this.#toldWithFields;
    // The `id` is this program's own.
    return isRepeated ? undefined : toPlainJson({ ...message, id: undefined });
  }
}

function asText(message: ServerMessage): string | undefined {
  switch (message.type) {
    case "notice":
      return cleanForTerminal(message.text);
    case "error":
      return cleanForTerminal(message.message);
    default:
      return withFields.has(message.type)
        ? undefined
        : formatMessage(message, { nick: operatorNick, showRoom: true, colors: false });
  }
}
