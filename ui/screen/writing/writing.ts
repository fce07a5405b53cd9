import type { Completion } from "../../complete.ts";
import {
  type Draft,
  edit,
  emptyDraft,
  insert,
  moveVertically,
  replaceAround,
  withText,
} from "./editor.ts";
import type { KeyEvent } from "../keys/input_event.ts";
import { InputHistory } from "./input_history.ts";
import {
  emptySearch,
  eraseQuery,
  type InputSearch,
  searchOlder,
  typeQuery,
} from "./input_search.ts";
import { type Action, isEditAction } from "../keys/key_bindings.ts";
import { PastedTexts } from "./pasted_texts.ts";

/** What keys mean at the moment. `before`: the draft to go back to. */
export type WritingMode =
  | { readonly type: "plain" }
  | {
    readonly type: "completing";
    readonly completion: Completion;
    readonly selected: number;
    readonly before: Draft;
  }
  | { readonly type: "searching"; readonly search: InputSearch; readonly before: Draft }
  /** Whether so long a text is to be taken in. */
  | { readonly type: "asking"; readonly pasted: string };

export interface WritingOptions {
  readonly complete: (text: string, cursor: number) => Completion;
  /** The draft's text is another. */
  readonly onChange: (text: string) => void;
  /** Something is not taken in; why, for a person to read. */
  readonly onRefuse: (reason: string) => void;
}

const plain: WritingMode = { type: "plain" };
const completionSteps: Readonly<Partial<Record<Action, 1 | -1>>> = {
  complete: 1,
  down: 1,
  completeBack: -1,
  up: -1,
};
/** Drafts kept of places that one is not in now; the oldest give way. */
const maxDrafts = 100;
/** In UTF-16 code units. What would make a draft longer is refused. */
const maxDraftLength = 64 * 1024;

/** What the person writes: a draft for each place, what was written before, and what helps with it. */
export class Writing {
  readonly #options: WritingOptions;
  readonly #history = new InputHistory();
  readonly #pasted = new PastedTexts();
  readonly #drafts = new Map<object, Draft>();
  #place: object = {};
  #draft = emptyDraft;
  #mode: WritingMode = plain;

  constructor(options: WritingOptions) {
    this.#options = options;
  }

  get draft(): Draft {
    return this.#draft;
  }

  get mode(): WritingMode {
    return this.#mode;
  }

  get isEmpty(): boolean {
    return this.#draft.text === "";
  }

  /** The text as it is to be said: what was pasted folded is in it whole. */
  get text(): string {
    return this.#pasted.unfold(this.#draft.text);
  }

  /** Whether something that was pasted folded is not kept any more: the text is not what was meant then. */
  get lacksPaste(): boolean {
    return this.#pasted.isForgotten(this.#draft.text);
  }

  /**
   * Elsewhere another draft is written; this one waits. A place is the same as long as the object is: names
   * change, and may then be somebody else's.
   */
  goTo(place: object): void {
    if (place === this.#place) return;
    this.#drafts.delete(this.#place);
    if (!this.isEmpty) this.#drafts.set(this.#place, this.#draft);
    const [oldest] = this.#drafts.keys();
    if (this.#drafts.size > maxDrafts && oldest !== undefined) this.#drafts.delete(oldest);
    const { killed } = this.#draft;
    // What was recalled there, and changed, is not to come up here.
    this.#history.rest();
    this.#place = place;
    this.#draft = this.#drafts.get(place) ?? { ...emptyDraft, killed };
    this.#mode = plain;
  }

  /** False for what is not about writing: whoever calls deals with it. */
  key(event: KeyEvent, action: Action | undefined): boolean {
    switch (this.#mode.type) {
      case "completing":
        return this.#completingKey(this.#mode, action) || this.#plainKey(event, action);
      case "searching":
        return this.#searchingKey(this.#mode, event, action) || this.#plainKey(event, action);
      case "asking":
        return this.#askingKey(this.#mode.pasted, event, action);
      case "plain":
        return this.#plainKey(event, action);
      default:
        return this.#mode satisfies never;
    }
  }

  /**
   * Takes a paste in, or asks first if it is long. A line end at its end is not meant to be said. What was
   * chosen stays; a search, and a question about another paste, are over.
   */
  paste(text: string): void {
    this.#mode = plain;
    const pasted = text.replace(/\n+$/, "");
    if (this.#pasted.isLong(pasted)) this.#mode = { type: "asking", pasted };
    else this.#change(insert(this.#draft, pasted));
  }

  /** One of the completions that are listed. */
  choose(index: number): void {
    if (this.#mode.type !== "completing") return;
    const { before, completion } = this.#mode;
    this.#mode = plain;
    this.#choose(before, completion, index);
  }

  /** It is said or run: the draft begins anew. */
  done(): void {
    this.#history.add(this.text);
    this.clear();
  }

  /** Throws the draft away. */
  clear(): void {
    this.#mode = plain;
    this.#change(withText(this.#draft, ""));
  }

  #plainKey(event: KeyEvent, action: Action | undefined): boolean {
    this.#mode = plain;
    if (action === undefined) {
      if (event.text !== "") this.#change(insert(this.#draft, event.text));
      return event.text !== "";
    }
    if (isEditAction(action)) {
      this.#change(edit(this.#draft, action));
      return true;
    }
    switch (action) {
      case "up":
        this.#moveOr(-1, this.#history.older.bind(this.#history));
        return true;
      case "down":
        this.#moveOr(1, this.#history.newer.bind(this.#history));
        return true;
      case "complete":
        this.#complete();
        return true;
      case "searchInput":
        this.#mode = { type: "searching", search: emptySearch, before: this.#draft };
        return true;
      default:
        return false;
    }
  }

  /** To the line above or below; where there is none, to what was written before or after. */
  #moveOr(lines: 1 | -1, recall: (current: string) => string | undefined): void {
    const moved = moveVertically(this.#draft, lines);
    if (moved !== undefined) {
      this.#draft = moved;
      return;
    }
    const recalled = recall(this.#draft.text);
    if (recalled !== undefined) this.#change(withText(this.#draft, recalled));
  }

  #complete(): void {
    const { text, cursor } = this.#draft;
    const completion = this.#options.complete(text, cursor);
    const before = this.#draft;
    if (completion.candidates.length === 0) return;
    this.#choose(before, completion, 0);
    if (completion.candidates.length === 1) return;
    this.#mode = { type: "completing", completion, selected: 0, before };
  }

  #choose(before: Draft, { candidates, replaces }: Completion, selected: number): void {
    const { cursor } = before;
    const text = candidates[selected]?.text ?? replaces;
    this.#change(replaceAround(before, cursor - replaces.length, cursor, text));
  }

  /** Enter takes what is chosen and says nothing yet; any other key takes it and does what it does. */
  #completingKey(
    mode: Extract<WritingMode, { type: "completing" }>,
    action: Action | undefined,
  ): boolean {
    const { completion, selected, before } = mode;
    const count = completion.candidates.length;
    if (action === "submit" || action === "cancel" || action === "interrupt") {
      this.#mode = plain;
      if (action !== "submit") this.#change(before);
      return true;
    }
    const step = action === undefined ? undefined : completionSteps[action];
    if (step === undefined) return false;
    const next = (selected + step + count) % count;
    this.#choose(before, completion, next);
    this.#mode = { ...mode, selected: next };
    return true;
  }

  /** Enter, and any key that moves, takes what was found. */
  #searchingKey(
    mode: Extract<WritingMode, { type: "searching" }>,
    event: KeyEvent,
    action: Action | undefined,
  ): boolean {
    const { search, before } = mode;
    const go = (next: InputSearch) => {
      this.#mode = { ...mode, search: next };
      return true;
    };
    if (action === undefined && event.text !== "") {
      return go(typeQuery(search, event.text, this.#history));
    }
    if (action === "searchInput") return go(searchOlder(search, this.#history));
    if (action === "eraseLeft") return go(eraseQuery(search, this.#history));
    this.#mode = plain;
    const isGivenUp = action === "cancel" || action === "interrupt";
    const recalled = search.found === undefined || isGivenUp
      ? undefined
      : this.#history.recall(search.found, before.text);
    this.#change(recalled === undefined ? before : withText(before, recalled));
    return isGivenUp || action === "submit";
  }

  #askingKey(pasted: string, event: KeyEvent, action: Action | undefined): boolean {
    if (action === "submit" || event.name === "y") {
      this.#mode = plain;
      this.#change(insert(this.#draft, this.#pasted.fold(pasted)));
    } else if (action === "cancel" || action === "interrupt" || event.name === "n") {
      this.#mode = plain;
    }
    return true;
  }

  #change(draft: Draft): void {
    const { length } = draft.text;
    if (length > maxDraftLength && length > this.#draft.text.length) {
      const most = maxDraftLength.toLocaleString("en");
      return this.#options.onRefuse(`Too long to be written: at most ${most} characters`);
    }
    const isOther = draft.text !== this.#draft.text;
    this.#draft = draft;
    if (isOther) this.#options.onChange(draft.text);
  }
}
