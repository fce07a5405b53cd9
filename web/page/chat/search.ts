import { type Conversation, roomKey } from "../../../client/conversations/conversation.ts";
import { resultsLeft } from "../../../client/conversations/deletion.ts";
import {
  defaultRoom,
  type FoundMessage,
  type ResultsMessage,
  type ServerMessage,
} from "../../../protocol.ts";
import { nextResultsPage } from "../../../wording/describe.ts";
import type { Conversations } from "../../../client/conversations/conversations.ts";
import type { Answer, Answers } from "./answers.ts";
import type { Reading } from "./reading.ts";
import { Observable } from "../parts/observable.ts";

export type Finding =
  | { readonly type: "nothing" }
  | { readonly type: "waiting" }
  | ResultsMessage
  /** It was not searched. */
  | { readonly type: "failed"; readonly problem: string };

/** What of the chat is needed to search, and to go where something was found. */
export interface SearchedChat {
  readonly answers: Pick<Answers, "ask">;
  readonly conversations: Pick<Conversations, "current" | "find">;
  readonly reading: Pick<Reading, "jump">;
  switchTo(conversation: Conversation): void;
  tell(text: string): void;
}

/** What somebody looks for in all that was said. */
export class Search {
  readonly isOpen: Observable<boolean> = new Observable(false);
  readonly finding: Observable<Finding> = new Observable({ type: "nothing" });

  constructor(private readonly chat: SearchedChat) {}

  open(): void {
    this.isOpen.value = true;
  }

  close(): void {
    this.isOpen.value = false;
  }

  /** `query` as behind `/search`. */
  ask(query: string): void {
    this.finding.value = { type: "waiting" };
    const { answers, conversations: { current } } = this.chat;
    const room = current.type === "room" ? current.name : defaultRoom;
    answers.ask("search", query, room, (answer) => this.#answered(answer));
  }

  askMore(results: ResultsMessage): void {
    this.ask(nextResultsPage(results));
  }

  /** What comes from the server: also results of what was typed as a command, and what takes out of them. */
  heard(message: ServerMessage): void {
    const finding = this.finding.value;
    if (message.type === "results") {
      this.finding.value = message;
      this.open();
    } else if (message.type === "message" && finding.type === "results") {
      this.finding.value = resultsLeft(finding, message);
    }
  }

  /** Where it was said. False if one is not there. */
  goTo({ room, seq }: FoundMessage): boolean {
    const { conversations, reading } = this.chat;
    const conversation = conversations.find(roomKey(room));
    if (conversation === undefined) {
      this.chat.tell(`You are not in #${room}: /join ${room}`);
      return false;
    }
    // First: what is unread stays so.
    void reading.jump(conversation, seq);
    this.chat.switchTo(conversation);
    return true;
  }

  #answered(answer: Answer): void {
    const problem = problemOf(answer);
    if (problem !== undefined) this.finding.value = { type: "failed", problem };
  }
}

function problemOf(answer: Answer): string | undefined {
  if (answer.type === "notSent") return answer.error.message;
  return answer.type === "error" ? answer.message : undefined;
}
