import { deletedText } from "../../helpers/text/deleted_text.ts";
import type { ResultsMessage, SaidMessage } from "../../protocol.ts";
import type { TimelineItem } from "./timeline_item.ts";

/** Whether it says that something was deleted, or is what is left of that: nothing that was said to anybody. */
export function isOfDeletion({ kind }: Pick<SaidMessage, "kind">): boolean {
  return kind === "deletion" || kind === "deleted";
}

/** Whether somebody has said it in so many words: not what tells of a deletion, a topic or a reaction. */
export function isSpoken(message: Pick<SaidMessage, "kind">): boolean {
  return !isOfDeletion(message) && !toldKinds.has(message.kind);
}

const toldKinds: ReadonlySet<string> = new Set(["topic", "reaction", "unreaction"]);

/** Whether the deletion names the message. */
export function isNamed(message: SaidMessage, deletion: SaidMessage): boolean {
  if (deletion.kind !== "deletion" || isOfDeletion(message)) return false;
  const isThere = message.type === "message"
    ? deletion.type === "message" && deletion.room === message.room
    : deletion.type === "direct";
  return isThere && deletion.deletes?.includes(message.seq) === true;
}

function answersDeleted(message: SaidMessage, deletion: SaidMessage): boolean {
  const { replyTo: seq } = message;
  return seq !== undefined && isNamed({ ...message, seq, kind: "text" }, deletion);
}

/** What is left of a message that the deletion names. */
export function whatIsLeft<Message extends SaidMessage>(
  message: Message,
  { from }: SaidMessage,
): Message {
  return { ...message, text: deletedText(from), kind: "deleted" };
}

/** The same of an item; the item itself if it is none that is named. */
export function itemLeft(item: TimelineItem, deletion: SaidMessage): TimelineItem {
  if (item.type === "said" && isNamed(item.message, deletion)) {
    return { type: "said", message: whatIsLeft(item.message, deletion) };
  }
  // What was made of it may quote what is deleted.
  if (item.type === "said" && answersDeleted(item.message, deletion)) return { ...item };
  if (item.type === "echo" && isNamed(item.message, deletion)) {
    return { type: "echo", message: whatIsLeft(item.message, deletion) };
  }
  return item;
}

/** The same of what a search has found; the same object if it has none of what is named. */
export function resultsLeft<Results extends ResultsMessage>(
  results: Results,
  deletion: SaidMessage,
): Results {
  if (!results.messages.some((message) => isNamed(message, deletion))) return results;
  const messages = results.messages.map((message) =>
    isNamed(message, deletion) ? whatIsLeft(message, deletion) : message
  );
  return { ...results, messages };
}
