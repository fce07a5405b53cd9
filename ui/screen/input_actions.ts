import type { Conversation } from "../../client/conversations/conversation.ts";
import type { Conversations } from "../../client/conversations/conversations.ts";
import { sameNick } from "../../helpers/nicks.ts";
import type { Target } from "./drawing/drawing.ts";
import type { InputEvent, KeyEvent } from "../keys/input_event.ts";
import { actionOf, type KeyAction } from "../keys/key_bindings.ts";
import type { Overlay } from "./overlay.ts";
import { OpenPage, type PageOutcome } from "./pages/open_page.ts";
import { keysPage } from "./pages/pages.ts";
import type { Reading } from "./reading/reading.ts";
import type { SearchResults } from "./search_results.ts";
import type { Submitting } from "./submitting.ts";
import type { Writing } from "../writing/writing.ts";

export interface InputActionsOptions {
  readonly conversations: Conversations;
  readonly writing: Writing;
  readonly reading: Reading;
  readonly overlay: Overlay;
  readonly submitting: Submitting;
  readonly results: SearchResults;
  readonly ownNick: () => string;
  /** Rows of the conversation that are seen. */
  readonly height: () => number;
  readonly targetAt: (column: number, row: number) => Target | undefined;
  /** Of a clock that never goes back. */
  readonly monotonicMs: () => number;
  /** Logs out; `atOnce` leaves unsaid what waits. */
  readonly leave: (options: { readonly atOnce: boolean }) => void;
  readonly suspend: () => void;
  /** The screen is not as it should be. */
  readonly drawAnew: () => void;
}

const wheelRows = 3;
/** Rows that are seen before and after a page of scrolling. */
const overlapRows = 2;
const twiceWithinMs = 2000;
const forDraft: PageOutcome = { type: "passed", closes: true };

/** What comes of what the person does at the terminal. */
export class InputActions {
  readonly #options: InputActionsOptions;
  #interruptedAtMs = -Infinity;

  constructor(options: InputActionsOptions) {
    this.#options = options;
  }

  take(event: InputEvent): void {
    const { conversations, writing, overlay } = this.#options;
    if (event.type !== "focus") overlay.hint = undefined;
    const isInterrupt = event.type === "key" && actionOf(event.name) === "interrupt";
    if (event.type !== "focus" && !isInterrupt) this.#interruptedAtMs = -Infinity;
    switch (event.type) {
      case "key":
        this.#takeKey(event);
        break;
      case "paste":
        overlay.page = undefined;
        if (event.isCut) overlay.hint = "So much cannot be pasted: its end is not here";
        writing.paste(event.text);
        break;
      case "mouse":
        this.#takeMouse(event);
        break;
      case "focus":
        conversations.setFocused(event.focused);
        break;
      default:
        return event satisfies never;
    }
    this.here();
  }

  /** The person may be somewhere else now. */
  here(): void {
    const { writing, conversations } = this.#options;
    writing.goTo(conversations.current, conversations.list);
  }

  #takeKey(event: KeyEvent): void {
    const { writing, overlay } = this.#options;
    if (this.#takenByPage(event)) return;
    const action = this.#actionOf(event);
    if (event.name === "?" && writing.isIdle) overlay.page = new OpenPage(keysPage());
    else if (!writing.key(event, action) && action !== undefined) this.#act(action, event);
  }

  #takenByPage(event: KeyEvent): boolean {
    const { overlay, writing } = this.#options;
    if (overlay.page === undefined) return false;
    const action = actionOf(event.name);
    // What is written is to be said by Enter, whatever has come over it.
    const isForDraft = action === "submit" && !writing.isIdle;
    return this.#settle(isForDraft ? forDraft : overlay.page.key(event, action));
  }

  /** Does with the page what is to be done. False if the key is to do something else yet. */
  #settle(outcome: PageOutcome): boolean {
    const { overlay, results } = this.#options;
    switch (outcome.type) {
      case "taken":
        return true;
      case "close":
        overlay.page = undefined;
        return true;
      case "chosen":
        overlay.page = undefined;
        results.choose(outcome.index);
        return true;
      case "passed":
        if (outcome.closes) overlay.page = undefined;
        return false;
      default:
        return outcome satisfies never;
    }
  }

  /** Some keys mean another thing while something is written. */
  #actionOf({ name }: KeyEvent): KeyAction | undefined {
    const action = actionOf(name);
    if (this.#options.writing.isEmpty) return action;
    if (action === "home") return "lineStart";
    if (action === "end") return "lineEnd";
    return action === "endOfInput" ? "eraseRight" : action;
  }

  #act(action: KeyAction, event: KeyEvent): void {
    const { conversations, reading, height } = this.#options;
    const { current } = conversations;
    const page = Math.max(1, height() - overlapRows);
    switch (action) {
      case "submit":
        return this.#submit();
      case "pageUp":
        return reading.scroll(current, -page);
      case "pageDown":
        return reading.scroll(current, page);
      case "home":
      case "toLastRead":
        return this.#toLastRead(current);
      case "end":
      case "toNewest":
        return void reading.toNewest(current);
      case "nextConversation":
        return conversations.switchTo(conversations.neighbour(1));
      case "previousConversation":
        return conversations.switchTo(conversations.neighbour(-1));
      case "nextUnread":
        return this.#goTo(conversations.nextUnread(), "There is nothing unread");
      case "conversation":
        return this.#goToNumber(Number(event.name.slice(-1)) || 10);
      case "interrupt":
        return this.#interrupt();
      case "endOfInput":
        return this.#options.leave({ atOnce: false });
      case "suspend":
        return this.#options.suspend();
      case "fold":
        return this.#fold(current);
      case "redraw":
        return this.#options.drawAnew();
      default:
        // The rest are about writing, which has passed them over: there was nothing to do.
        return;
    }
  }

  #submit(): void {
    const { writing, submitting, overlay } = this.#options;
    if (writing.lacksPaste) {
      overlay.hint = "What was pasted is not kept any more: paste it again";
      return;
    }
    const { text } = writing;
    if (submitting.submit(text) && text !== "") writing.done();
  }

  #interrupt(): void {
    const { writing, overlay, monotonicMs, leave } = this.#options;
    if (!writing.isEmpty) {
      this.#interruptedAtMs = -Infinity;
      return writing.clear();
    }
    const leavesNow = () => monotonicMs() - this.#interruptedAtMs < twiceWithinMs;
    if (leavesNow()) return leave({ atOnce: true });
    this.#interruptedAtMs = monotonicMs();
    overlay.hintWhile("Ctrl+C again leaves", leavesNow);
  }

  #toLastRead(current: Conversation): void {
    const { reading, overlay } = this.#options;
    if (!reading.toLastRead(current)) overlay.hint = "There is nothing new since you were here";
  }

  #fold(current: Conversation): void {
    const { reading, overlay } = this.#options;
    if (!reading.toggleFold(current)) overlay.hint = "There is no long message here";
  }

  #goTo(conversation: Conversation | undefined, orElse: string): void {
    const { conversations, overlay } = this.#options;
    if (conversation === undefined) overlay.hint = orElse;
    else conversations.switchTo(conversation);
  }

  #goToNumber(number: number): void {
    const found = this.#options.conversations.numbered(number);
    this.#goTo(found, `There is no conversation ${number}`);
  }

  #takeMouse(
    { action, column, row }: Extract<InputEvent, { readonly type: "mouse" }>,
  ): void {
    const { conversations, reading, overlay, targetAt } = this.#options;
    if (action !== "click") {
      const byRows = action === "wheelUp" ? -wheelRows : wheelRows;
      if (overlay.page === undefined) reading.scroll(conversations.current, byRows);
      else overlay.page.scroll(byRows);
      return;
    }
    const target = targetAt(column, row);
    if (target !== undefined) this.#click(target);
  }

  #click(target: Target): void {
    const { conversations, writing, overlay, ownNick } = this.#options;
    switch (target.type) {
      case "conversation":
        overlay.page = undefined;
        return this.#goToNumber(target.number);
      case "member":
        // Nobody talks to oneself.
        if (sameNick(target.nick, ownNick())) return;
        overlay.page = undefined;
        return conversations.switchTo(conversations.openDirect(target.nick));
      case "choice":
        return writing.choose(target.index);
      case "main":
        if (overlay.page !== undefined) this.#settle(overlay.page.click(target.row));
        return;
      default:
        return target satisfies never;
    }
  }
}
