/** Batches of clients: https://ircv3.net/specs/extensions/client-batch */

import type { Asked, IrcClient } from "../../client/irc_client.ts";
import { withoutFormatting } from "../../lines/formatting.ts";
import type { IrcMessage } from "../../lines/message.ts";
import {
  invalid,
  MultilineBatch,
  type MultilineFault,
  multilineType,
} from "../../lines/multiline.ts";
import type { IrcCommand } from "../command.ts";
import { sayMultiline } from "./talk.ts";

export const batch: IrcCommand = {
  leastParams: 1,
  run(client, message) {
    const { params: [reference = "", type, target] } = message;
    if (reference.startsWith("-")) return end(client, reference.slice(1));
    if (type !== multilineType || !reference.startsWith("+") || target === undefined) {
      return fail(client, invalid(`Only ${multilineType} with a target is taken`));
    }
    if (client.multiline?.isFailed === false) {
      return fail(client, invalid("A batch is open already"));
    }
    client.multiline = new MultilineBatch(reference.slice(1), target, message);
    // What comes of it has the label, once it ends.
    client.responses.begin(undefined);
  },
};

/** Whether the line belongs into a batch, or would have to: it is none of its own then. */
export function takesIntoBatch(client: IrcClient, message: IrcMessage): boolean {
  const { multiline } = client;
  const { command, tags } = message;
  const reference = tags.get("batch");
  if (multiline === undefined || multiline.isFailed) {
    if (reference === undefined || command === "BATCH") return false;
    // What was sent before its sender knew of the failure.
    if (reference === multiline?.reference) return true;
    fail(client, invalid("The line is of a batch that is not open"));
    return true;
  }
  const isSaying = command === "PRIVMSG" || command === "NOTICE" || command === "TAGMSG";
  if (!isSaying && reference === undefined) return false;
  const fault = multiline.add(message);
  if (fault !== undefined) failBatch(client, message, multiline, fault);
  return true;
}

/** That is all that is answered to the batch: what is asked next is answered by itself. */
function failBatch(
  client: IrcClient,
  { tags }: IrcMessage,
  multiline: MultilineBatch,
  fault: MultilineFault,
): void {
  multiline.isFailed = true;
  client.responses.begin(multiline.opening.tags.get("label"));
  fail(client, fault);
  client.responses.end();
  client.responses.begin(tags.get("label"));
}

function end(client: IrcClient, reference: string): Asked | void {
  const { multiline } = client;
  if (multiline?.reference !== reference) return fail(client, invalid("There is no such batch"));
  client.multiline = undefined;
  if (multiline.isFailed) return;
  const { opening, command, joins } = multiline;
  client.responses.begin(opening.tags.get("label"));
  const text = withoutFormatting(multiline.text);
  if (command === undefined || text.trim() === "") {
    return fail(client, invalid("The batch says nothing"));
  }
  // Places in the text are others once something was taken out of it.
  return sayMultiline(client, { ...opening, command, params: [multiline.target] }, {
    text,
    joins: text.length === multiline.text.length && joins.length > 0 ? joins : undefined,
  });
}

function fail(client: IrcClient, { code, context, text }: MultilineFault): void {
  client.fail("BATCH", code, context, text);
}
