import type { Completion } from "../../client/writing/complete.ts";
import type { KeyEvent } from "../keys/input_event.ts";
import { actionOf, type KeyAction } from "../keys/key_bindings.ts";
import {
  type Draft,
  edit,
  emptyDraft,
  insert,
  isEditAction,
  moveVertically,
  replace,
  withText,
} from "./editor.ts";
import { PastedTexts, withoutFolds } from "./folds.ts";
import { InputHistory, mayBeKept } from "../../client/writing/input_history.ts";
import {
  answerOf,
  askAbout,
  completionOf,
  emptySearch,
  type InputCompletion,
  type InputSearch,
  isLongPaste,
  type PasteQuestion,
  plain,
  searchByKey,
  selectedBy,
  withSelected,
  type WritingMode,
} from "./writing_modes.ts";

export interface WritingOptions {
  readonly complete: (text: string, cursor: number) => Completion;
  /** As many bytes as one message may have. */
  readonly maxBytes: () => number;
  /** What was typed in earlier runs, the oldest first. */
  readonly typedBefore?: readonly string[];
  /** Keeps what was said or run for the next run. */
  readonly keep?: (text: string) => void;
  /** The draft's text has changed. */
  readonly onChange: (text: string) => void;
  /** Tells the person why something is not taken in. */
  readonly onRefuse: (reason: string) => void;
}

/** In UTF-16 code units. What would make a draft longer is refused. */
const maxDraftLength = 64 * 1024;
/** Drafts of other places that are kept; of more, the oldest give way. */
const maxDrafts = 100;

/** What the person writes: a draft for each place, what was written before, and what helps with it. */
export class Writing {
  readonly #history: InputHistory;
  readonly #pasted = new PastedTexts();
  /** Of the places where the person is not now, the oldest first; none that is empty. */
  readonly #drafts = new Map<object, Draft>();
  #place: object = {};
  /** Texts that were pasted are folds in it. */
  draft = emptyDraft;
  mode: WritingMode = plain;

  constructor(private readonly options: WritingOptions) {
    this.#history = new InputHistory(options.typedBefore?.map((text) => withoutFolds(text)));
  }

  /** Whether nothing stands in the input: no draft, and nothing that a search has found. */
  get isEmpty(): boolean {
    const mode = this.mode;
    const hasFound = mode.type === "searching" && mode.found !== undefined;
    return this.draft.text === "" && !hasFound;
  }

  /** Whether nothing is written, searched or asked. */
  get isIdle(): boolean {
    return this.isEmpty && this.mode.type === "plain";
  }

  /** The text as it is to be said: what was pasted folded is in it whole. */
  get text(): string {
    return this.#pasted.unfold(this.draft.text);
  }

  /** Whether it is as it was meant: not if a paste in it was forgotten meanwhile, which the person is told then. */
  isWhole(): boolean {
    if (!this.#pasted.lacks(this.draft.text)) return true;
    this.options.onRefuse("What was pasted is not kept any more: paste it again");
    return false;
  }

  /** A draft's text, or a part of it, as a person sees it. */
  shown(draft: string): string {
    return this.#pasted.shown(draft);
  }

  /**
   * Switches to the draft of another place. Places are compared as objects, since a name may change and then be
   * somebody else's. `places`: all that exist. The draft of a place that is gone is moved to the new place, if that
   * one's is empty, and else becomes an entry of the history, as do the oldest of too many.
   */
  goTo(place: object, places: readonly object[]): void {
    const left = this.#place;
    if (place !== left) this.#move(place);
    for (const [other, draft] of this.#drafts) {
      if (places.includes(other) && this.#drafts.size <= maxDrafts) continue;
      this.#drafts.delete(other);
      if (other === left && this.draft.text === "") this.#goOnWith(draft);
      else this.#history.add(draft.text);
    }
  }

  /** What a key does now: some do another thing while something is written. */
  actionOf({ name }: KeyEvent): KeyAction | undefined {
    const action = actionOf(name);
    if (this.isEmpty) return action;
    if (action === "home") return "lineStart";
    if (action === "end") return "lineEnd";
    return action === "endOfInput" ? "eraseRight" : action;
  }

  /** Returns false for keys that are not about writing: they are the caller's. */
  key(pressed: KeyEvent, action: KeyAction | undefined): boolean {
    const event = { ...pressed, text: withoutFolds(pressed.text) };
    switch (this.mode.type) {
      case "completing":
        return this.#completingKey(this.mode, action) || this.#plainKey(event, action);
      case "searching":
        return this.#searchingKey(this.mode, event, action) || this.#plainKey(event, action);
      case "asking":
        return this.#askingKey(this.mode, event, action);
      case "plain":
        return this.#plainKey(event, action);
      default:
        return this.mode satisfies never;
    }
  }

  /**
   * Inserts a paste, or asks first if it is long; line ends at its end are dropped. A completion that was chosen stays;
   * a search, and a question about an earlier paste, end. `isCut`: the paste's end is lost.
   */
  paste(text: string, isCut = false): void {
    if (isCut) this.options.onRefuse("So much cannot be pasted: its end is not here");
    this.mode = plain;
    const pasted = text.replace(/\n+$/, "");
    if (!isLongPaste(pasted)) {
      return this.#change(insert(this.draft, withoutFolds(pasted)));
    }
    const question = askAbout(pasted, this.options.maxBytes());
    if (question.excess !== undefined && pasted.length > maxDraftLength) {
      return this.options.onRefuse(`Not pasted, ${question.excess}`);
    }
    this.mode = question;
  }

  /** One of the completions that are listed. */
  choose(index: number): void {
    if (this.mode.type !== "completing") return;
    this.#select({ ...this.mode, selected: index });
    this.mode = plain;
  }

  /** Has the draft begin with a nick, to answer somebody; the cursor stays where it is in the text. */
  address(nick: string): void {
    const start = `${nick}: `;
    if (this.draft.text.startsWith(start)) return;
    const { cursor } = this.draft;
    this.mode = plain;
    this.#change({ ...replace(this.draft, 0, 0, start), cursor: cursor + start.length });
  }

  /** The draft was said or run: adds it to the history and begins an empty one. */
  done(): void {
    const { text } = this.draft;
    this.#history.add(text);
    const isWhole = withoutFolds(text) === text;
    if (isWhole && text.trim() !== "" && mayBeKept(text)) this.options.keep?.(text);
    this.mode = plain;
    this.#change(withText(this.draft, ""));
  }

  /** Throws the draft away, which can be undone. */
  clear(): void {
    this.mode = plain;
    this.#change(replace(this.draft, 0, this.draft.text.length, ""));
  }

  #move(place: object): void {
    if (this.mode.type === "asking") {
      this.options.onRefuse("What was pasted is not taken in: paste it again where it belongs");
    }
    this.mode = plain;
    const { text } = this.draft;
    const kept = this.#history.leave(text);
    const left = kept === text ? this.draft : withText(this.draft, kept);
    if (kept !== "") this.#drafts.set(this.#place, left);
    this.#place = place;
    this.#goOnWith(this.#drafts.get(place) ?? emptyDraft);
    this.#drafts.delete(place);
  }

  /** Cut text can be put back in another place, but the next cut is not joined to it. */
  #goOnWith(draft: Draft): void {
    const { killed } = this.draft;
    this.draft = { ...draft, killed, run: undefined };
  }

  #plainKey(event: KeyEvent, action: KeyAction | undefined): boolean {
    this.mode = plain;
    if (action === undefined) {
      if (event.text !== "") this.#change(insert(this.draft, event.text));
      return event.text !== "";
    }
    if (isEditAction(action)) this.#change(edit(this.draft, action));
    else if (action === "up") this.#moveOrRecall(-1);
    else if (action === "down") this.#moveOrRecall(1);
    else if (action === "complete") this.#complete();
    else if (action === "searchInput") this.mode = emptySearch;
    else return false;
    return true;
  }

  /** To the line above or below; where there is none, to what was written before or after. */
  #moveOrRecall(lines: 1 | -1): void {
    const moved = moveVertically(this.draft, lines);
    if (moved !== undefined) {
      this.draft = moved;
      return;
    }
    this.#changeTo(this.#history.recallNext(lines, this.draft.text));
  }

  #changeTo(recalled: string | undefined): void {
    if (recalled !== undefined) this.#change(withText(this.draft, recalled));
  }

  #complete(): void {
    const list = completionOf(this.draft, this.options.complete);
    if (list === undefined) return;
    this.#select(list);
    if (list.completion.candidates.length === 1) this.mode = plain;
  }

  #select(list: InputCompletion): void {
    this.mode = list;
    this.#change(withSelected(list));
  }

  /** Enter takes what is chosen and says nothing yet; any other key takes it and does what it does. */
  #completingKey(mode: InputCompletion, action: KeyAction | undefined): boolean {
    if (action === "submit" || action === "cancel") {
      this.mode = plain;
      if (action !== "submit") this.#change(mode.before);
      return true;
    }
    const selected = selectedBy(mode, action);
    if (selected !== undefined) this.#select({ ...mode, selected });
    return selected !== undefined;
  }

  /** Enter, and any key that moves, takes what was found. */
  #searchingKey(search: InputSearch, event: KeyEvent, action: KeyAction | undefined): boolean {
    const next = searchByKey(search, event, action, this.#history);
    this.mode = next ?? plain;
    if (next !== undefined) return true;
    if (action === "cancel" || action === "interrupt") return true;
    if (search.found !== undefined) {
      this.#changeTo(this.#history.recall(search.found, this.draft.text));
    }
    return action === "submit";
  }

  /** Keys that would change the draft wait for the answer; others do what they always do. */
  #askingKey(question: PasteQuestion, event: KeyEvent, action: KeyAction | undefined): boolean {
    const answer = answerOf(question, event, action);
    if (answer === "passed") return false;
    if (answer === "held") {
      this.mode = { ...question, lettersAnswer: false };
      this.options.onRefuse("First the paste: Enter takes it in, Esc does not");
      return true;
    }
    this.mode = plain;
    if (answer === "no") return true;
    const { pasted, excess } = question;
    const text = excess === undefined ? this.#pasted.fold(pasted) : withoutFolds(pasted);
    const { cursor } = this.draft;
    this.#change(replace(this.draft, cursor, cursor, text));
    return true;
  }

  #change(draft: Draft): void {
    const { length } = draft.text;
    if (length > maxDraftLength && length > this.draft.text.length) {
      const most = maxDraftLength.toLocaleString("en");
      return this.options.onRefuse(`Too long to be written: at most ${most} characters`);
    }
    const isOther = draft.text !== this.draft.text;
    this.draft = draft;
    if (isOther) this.options.onChange(draft.text);
  }
}
