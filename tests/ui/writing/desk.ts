import { describeInput } from "../../../ui/writing/input_layout.ts";
import { actionOf } from "../../../ui/keys/key_bindings.ts";
import { Writing } from "../../../ui/writing/writing.ts";
import { keyEvent, typedKeys } from "../keys/key_events.ts";

const words = ["one", "only", "onto"];

/** Where words are written that begin with "on". */
export class Desk {
  /** What the draft became, each time. */
  readonly changes: string[] = [];
  readonly refused: string[] = [];
  /** What may be kept for the next run. */
  readonly kept: string[] = [];
  maxBytes = 16_384;
  readonly writing: Writing;

  /** `typedBefore`: in the run before. */
  constructor(typedBefore: readonly string[] = []) {
    this.writing = new Writing({
      complete: (text, cursor) => {
        const [replaces = ""] = /\S*$/.exec(text.slice(0, cursor)) ?? [];
        const candidates = words.filter((word) => replaces !== "" && word.startsWith(replaces))
          .map((word) => ({ text: `${word} `, label: word, detail: "" }));
        return { candidates, replaces };
      },
      maxBytes: () => this.maxBytes,
      onChange: (text) => this.changes.push(text),
      onRefuse: (reason) => this.refused.push(reason),
      keep: (text) => this.kept.push(text),
      typedBefore,
    });
  }

  /** Where one has been, all of which is there. */
  readonly places = new Set<object>();

  goTo(place: object): void {
    this.places.add(place);
    this.writing.goTo(place, [...this.places]);
  }

  type(text: string): void {
    for (const event of typedKeys(text)) this.writing.key(event, actionOf(event.name));
  }

  /** Whether each of them was about writing. */
  press(...names: readonly string[]): boolean[] {
    return names.map((name) => this.writing.key(keyEvent(name), actionOf(name)));
  }

  /** Writes a line and is done with it. */
  enter(line: string): void {
    this.type(line);
    this.writing.done();
  }

  get draft(): string {
    const { text, cursor } = this.writing.draft;
    return this.writing.shown(`${text.slice(0, cursor)}|${text.slice(cursor)}`);
  }

  /** What stands in the input. */
  get shown(): string {
    return this.shownIn(80, 8);
  }

  shownIn(columns: number, rows: number): string {
    const { prompt, text } = describeInput(this.writing, "#lobby", { columns, rows });
    return prompt + text;
  }

  get choices(): string | undefined {
    const { mode } = this.writing;
    if (mode.type !== "completing") return undefined;
    return mode.completion.candidates
      .map(({ label }, index) => index === mode.selected ? `[${label}]` : label)
      .join(" ");
  }
}
