import { roomKey } from "../../client/conversations/conversation.ts";
import type { Conversations } from "../../client/conversations/conversations.ts";
import type { ResultsMessage } from "../../protocol.ts";
import { nextResultsPage } from "../describe.ts";
import type { Overlay } from "./overlay.ts";
import { OpenPage } from "./pages/open_page.ts";
import { resultsPage } from "./pages/pages.ts";
import type { Reading } from "./reading/reading.ts";
import type { ServerCommands } from "./server_commands.ts";
import type { RowClock } from "./style/look.ts";
import type { Writing } from "../writing/writing.ts";

export interface SearchResultsOptions {
  readonly conversations: Conversations;
  readonly reading: Reading;
  readonly overlay: Overlay;
  readonly writing: Writing;
  readonly commands: ServerCommands;
  readonly clock: RowClock;
}

/** What searches have found: a page of which each entry can be gone to. */
export class SearchResults {
  readonly #options: SearchResultsOptions;
  /** What the page has, as long as one is open. */
  #shown: ResultsMessage | undefined;
  /** What was found while something was being written. */
  #waiting: ResultsMessage | undefined;

  constructor(options: SearchResultsOptions) {
    this.#options = options;
  }

  /** Not while something is written, whose keys it would take: it waits then for Enter on an empty line. */
  open(results: ResultsMessage): void {
    if (this.#options.writing.isIdle) return this.#show(results);
    this.#waiting = results;
    this.#options.overlay.hint = waitingHint(results);
  }

  /** Shows what waits, if something does. */
  openWaiting(): void {
    if (this.#waiting !== undefined) this.#show(this.#waiting);
  }

  /** Tells that something waits, if there is nothing else to tell. */
  remind(): void {
    if (this.#waiting !== undefined) this.#options.overlay.hint ??= waitingHint(this.#waiting);
  }

  /** Goes to what an entry of the page is about: a message, or more of what was found. */
  choose(index: number): void {
    if (this.#shown === undefined) return;
    const message = this.#shown.messages[index];
    if (message !== undefined) this.#goTo(message.room, message.seq);
    else this.#options.commands.run("search", nextResultsPage(this.#shown));
  }

  #show(results: ResultsMessage): void {
    [this.#shown, this.#waiting] = [results, undefined];
    const page = resultsPage(results, this.#options.clock);
    this.#options.overlay.page = new OpenPage(page, { canChoose: true });
  }

  #goTo(room: string, seq: number): void {
    const { conversations, reading, overlay } = this.#options;
    const conversation = conversations.find(roomKey(room));
    if (conversation === undefined) {
      overlay.hint = `You are not in #${room} any more`;
      return;
    }
    conversations.switchTo(conversation);
    void reading.jump(conversation, seq);
  }
}

function waitingHint({ messages: { length }, complete }: ResultsMessage): string {
  return `${complete ? length : `${length} or more`} found: Enter on an empty line shows them`;
}
