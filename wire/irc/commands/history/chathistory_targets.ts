/** https://ircv3.net/specs/extensions/chathistory#targets */

import type { ConversationSummary, ServerMessage } from "../../../../protocol.ts";
import { batched } from "../../lines/batch.ts";
import { parseSelector } from "../../lines/msgid.ts";
import { channelOf, ircNickOf } from "../../lines/names.ts";
import { formatTime } from "../../lines/time.ts";
import type { Asked, IrcClient } from "../../client/irc_client.ts";
import type { OutLine } from "../../out_line.ts";
import { parseLimit } from "../../history.ts";

/** With whom, and where, something was said between two times: from the first one on, if not all. */
export function askTargets(client: IrcClient, params: readonly string[]): Asked | void {
  const [fromText, toText, limitText] = params;
  if (fromText === undefined || toText === undefined || limitText === undefined) {
    return client.fail("CHATHISTORY", "NEED_MORE_PARAMS", ["TARGETS"], "Missing parameters");
  }
  const [from, to, limit] = [parseMs(fromText), parseMs(toText), parseLimit(limitText)];
  if (from === undefined || to === undefined || limit === undefined) {
    const context = ["TARGETS", fromText, toText, limitText];
    return client.fail("CHATHISTORY", "INVALID_PARAMS", context, "Invalid parameters");
  }
  const id = client.expect({
    command: "CHATHISTORY",
    onError: ({ message }) => client.fail("CHATHISTORY", "MESSAGE_ERROR", ["TARGETS"], message),
    onAnswer: (answer) => targetLines(client, answer),
  });
  const bounds = { afterTs: Math.min(from, to), beforeTs: Math.max(from, to), oldest: from <= to };
  return [{ type: "conversations", ...bounds, limit, id }];
}

function parseMs(text: string): number | undefined {
  const selector = parseSelector(text);
  return selector?.kind === "timestamp" ? selector.ms : undefined;
}

function targetLines(client: IrcClient, answer: ServerMessage): readonly OutLine[] {
  if (answer.type !== "conversations") return [];
  const { hostName: source, responses } = client;
  const lines = answer.conversations.toSorted((one, other) => one.ts - other.ts).map((each) => ({
    ...{ source, command: "CHATHISTORY" },
    params: ["TARGETS", targetOf(client, each), formatTime(each.ts)],
  }));
  const reference = responses.nextReference();
  return batched({ reference, type: "draft/chathistory-targets", source }, lines);
}

function targetOf({ directory }: IrcClient, conversation: ConversationSummary): string {
  if ("room" in conversation) return channelOf(conversation.room);
  const { nick, with: person } = conversation;
  const here = person === undefined ? undefined : directory.findPerson(person);
  return ircNickOf(here?.nick ?? nick);
}
