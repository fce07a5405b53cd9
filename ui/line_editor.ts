import type { AskOptions } from "./ask.ts";
import { clearImmediate, setImmediate } from "node:timers";
import { hardWrap, splitCells } from "./cells.ts";
import type { InputEvent, KeyEvent } from "./keys/input_event.ts";
import { describeKeys, type KeyAction, type KeyBinding, keyGroups } from "./keys/key_bindings.ts";
import { placeCursor } from "./terminal/place_cursor.ts";
import { RawTerminal, type RawTerminalOptions } from "./terminal/raw_terminal.ts";
import { forLine } from "./terminal/terminal_codes.ts";
import { isEditAction } from "./writing/editor.ts";
import { HiddenInput, type HiddenOutcome, type HiddenQuestion } from "./writing/hidden_input.ts";
import { describeHidden, describeInput, layOutInput } from "./writing/input_layout.ts";
import { Writing, type WritingOptions } from "./writing/writing.ts";

export interface LineEditorOptions
  extends Pick<WritingOptions, "complete" | "maxBytes" | "typedBefore" | "keep"> {
  /** What stands before `> `; without colours. */
  readonly prompt: string;
  /** Enter. The line is gone from the screen; what is to be seen of it is to be printed. */
  onLine(line: string): void;
  /** Ctrl+D on an empty line, or the end of input. The editor is closed already. */
  onEnd(): void;
  /** Ctrl+C. */
  onInterrupt(): void;
  /** Why something is not taken in, for a person to read. */
  readonly onRefuse: (reason: string) => void;
  /** What keys do here, where they do something else on a full screen. */
  readonly keySummaries: Readonly<Partial<Record<KeyAction, string>>>;
  /** Whether Ctrl+Z gives the terminal to the shell and stops the process. */
  readonly canSuspend: boolean;
  /** Standard input and output if absent. */
  readonly terminal?: Pick<RawTerminalOptions, "input" | "output" | "jobControl">;
}

interface DrawnRow {
  readonly text: string;
  readonly cursorColumn: number;
}

/** What a person types is to be seen soon, however slow the terminal. */
const maxWaitingBytes = 16 * 1024;
const listedCandidates = 50;
const clearScreen = "\x1b[H\x1b[2J";
/** Private mode 7 (xterm ctlseqs): a row never goes on in the next one, however wide a terminal draws it. */
const wrapOff = "\x1b[?7l";
const wrapOn = "\x1b[?7h";

/**
 * The full screen's editor in a row of its own, below what is printed: the typed text stays whole whatever comes
 * meanwhile. A text that is longer than the row is seen around the cursor. Draws once for all that one turn of the
 * event loop brought.
 */
export class LineEditor implements Disposable {
  readonly #terminal: RawTerminal;
  readonly #writing: Writing;
  #prompt: string;
  /** Bounded by what one turn prints. */
  #printed: string[] = [];
  #drawn: DrawnRow | undefined;
  #asking: HiddenQuestion | undefined;
  #pending: ReturnType<typeof setImmediate> | undefined;
  #closed: Promise<boolean> | undefined;

  constructor(private readonly options: LineEditorOptions) {
    const { complete, maxBytes, typedBefore, keep, onRefuse, terminal, prompt } = options;
    this.#prompt = prompt;
    this.#writing = new Writing({
      ...{ complete, maxBytes, typedBefore, keep, onRefuse },
      onChange: () => {},
    });
    this.#terminal = new RawTerminal({
      ...terminal,
      modes: forLine,
      onInput: (event) => this.#take(event),
      onResize: () => this.#schedule(),
      onResume: () => {
        this.#drawn = undefined;
        this.#draw();
      },
      onEnd: () => this.#end(),
    });
    this.#draw();
  }

  /** Puts one or more whole lines, without the last line feed, above what is being typed. */
  print(text: string): void {
    const lines = `${text.replaceAll("\n", "\r\n")}\r\n`;
    if (!this.#terminal.isTaken) return this.#terminal.push(lines);
    this.#printed.push(lines);
    this.#schedule();
  }

  /** Prints what the keys do. */
  showKeys(): void {
    const { canSuspend, keySummaries } = this.options;
    const known = keyGroups.flatMap(({ bindings }) => bindings).filter(isKnown);
    const ours = known.filter(({ action }) => canSuspend || action !== "suspend").map((
      binding,
    ) => ({
      ...binding,
      summary: keySummaries[binding.action] ?? binding.summary,
    }));
    this.print(describeKeys(ours, this.#terminal.size.columns));
  }

  setPrompt(prompt: string): void {
    if (prompt === this.#prompt) return;
    this.#prompt = prompt;
    this.#schedule();
  }

  /** Asks for a secret, say, in place of what is being typed, which stays. One at a time. */
  ask(question: string, { isShown }: AskOptions = {}): Promise<HiddenOutcome> {
    const { promise, resolve } = Promise.withResolvers<HiddenOutcome>();
    this.#asking = { input: new HiddenInput(question, isShown), resolve };
    this.#schedule();
    return promise;
  }

  /** Has a line that was not taken be typed again, unless another is begun. */
  putBack(line: string): void {
    if (this.#writing.isEmpty) this.#writing.paste(line);
    this.#schedule();
  }

  /** Resolves when there is room for more to be printed: who prints without an end is to wait. */
  async drained(): Promise<void> {
    if (this.#terminal.waitingBytes > maxWaitingBytes) await this.#terminal.write("");
  }

  /** As `RawTerminal.close()`: cooked, with the cursor on a fresh row and nothing left unprinted. */
  close(): Promise<boolean> {
    return this.#closed ??= this.#close();
  }

  /** For a process that is about to exit: what can be done of `close()` at once. */
  [Symbol.dispose](): void {
    clearImmediate(this.#pending);
    if (this.#terminal.isTaken) this.#terminal.writeNow(this.#takePrinted());
    this.#terminal[Symbol.dispose]();
  }

  #close(): Promise<boolean> {
    clearImmediate(this.#pending);
    this.#leaveRow();
    return this.#terminal.close();
  }

  #take(event: InputEvent): void {
    if (this.#asking !== undefined) this.#answer(this.#asking, event);
    else if (event.type === "key") this.#key(event);
    else if (event.type === "paste") this.#writing.paste(event.text, event.isCut);
    this.#schedule();
  }

  #answer({ input, resolve }: HiddenQuestion, event: InputEvent): void {
    if (event.type === "paste") input.paste(event.text);
    const outcome = event.type === "key" ? input.key(event) : undefined;
    if (outcome === undefined) return;
    this.#asking = undefined;
    resolve(outcome);
  }

  #key(event: KeyEvent): void {
    const action = this.#writing.actionOf(event);
    if (action === "interrupt") return this.options.onInterrupt();
    const wasCompleting = this.#writing.mode.type === "completing";
    const isTaken = this.#writing.key(event, action);
    if (!wasCompleting) this.#listCandidates();
    // The candidates are printed above and need not be closed, so Enter says the line even then.
    if (!isTaken || (wasCompleting && action === "submit")) this.#act(action);
  }

  #act(action: KeyAction | undefined): void {
    if (action === "submit") this.#submit();
    else if (action === "endOfInput") this.#end();
    else if (action === "suspend") this.#suspend();
    else if (action === "showKeys") this.showKeys();
    else if (action === "redraw") {
      this.#terminal.push(clearScreen);
      this.#drawn = undefined;
    }
  }

  #submit(): void {
    if (!this.#writing.isWhole()) return;
    const { text } = this.#writing;
    if (text !== "") this.#writing.done();
    this.options.onLine(text);
  }

  #end(): void {
    void this.close().then(() => this.options.onEnd());
  }

  #suspend(): void {
    if (!this.options.canSuspend) return;
    this.#leaveRow();
    this.#terminal.suspend();
  }

  #listCandidates(): void {
    const { mode } = this.#writing;
    if (mode.type !== "completing") return;
    const { candidates } = mode.completion;
    const listed = candidates.slice(0, listedCandidates).map(({ text }) =>
      text.replace(/:? $/, "")
    );
    const others = candidates.length - listed.length;
    this.print(listed.join("  ") + (others === 0 ? "" : `  and ${others} more`));
  }

  #schedule(): void {
    if (this.#terminal.isTaken) this.#pending ??= setImmediate(() => this.#draw());
  }

  #draw(): void {
    this.#pending = undefined;
    if (!this.#terminal.isTaken) return;
    const row = this.#layOut();
    const drawn = wrapOff + row.text + placeCursor(row.text, row.cursorColumn) + wrapOn;
    this.#terminal.push(this.#takePrinted() + drawn);
    this.#drawn = row;
  }

  /** A column short of the terminal's width: some go on in the next row once the last column is written. */
  #layOut(): DrawnRow {
    const { columns } = this.#terminal.size;
    const room = { columns: Math.max(1, columns - 1), rows: 1 };
    const input = this.#asking === undefined
      ? describeInput(this.#writing, this.#prompt, room)
      : describeHidden(this.#asking.input);
    const { rows: [row], cursor } = layOutInput(input, room.columns, room.rows);
    return { text: row === undefined ? "" : row.lead + row.text, cursorColumn: cursor.column };
  }

  #leaveRow(): void {
    if (this.#terminal.isTaken) this.#terminal.push(this.#takePrinted());
  }

  /** What clears the row, and puts there what was printed. */
  #takePrinted(): string {
    const { columns } = this.#terminal.size;
    const text = (this.#drawn === undefined ? "" : eraseRow(this.#drawn, columns)) +
      this.#printed.join("");
    this.#drawn = undefined;
    this.#printed = [];
    return text;
  }
}

/** Not Ctrl+C, which whoever opens the editor binds. */
const otherActions: ReadonlySet<KeyAction> = new Set<KeyAction>([
  ...["submit", "up", "down", "complete", "completeBack", "searchInput", "cancel"] as const,
  ...["endOfInput", "redraw", "suspend", "showKeys"] as const,
]);

function isKnown({ action }: KeyBinding): boolean {
  return isEditAction(action) || otherActions.has(action);
}

/** Leaves the cursor where the row began, also if the terminal has become narrower since, and has wrapped it. */
function eraseRow({ text, cursorColumn }: DrawnRow, columns: number): string {
  let left = 0;
  const upToCursor = splitCells(text).filter((cell) => {
    const isUpToCursor = left <= cursorColumn;
    left += cell.columns;
    return isUpToCursor;
  });
  const wrapped = hardWrap(upToCursor.map((cell) => cell.text).join(""), columns);
  const rowsAbove = wrapped.length - 1;
  // Not from column 0: tmux keeps in its scrollback what is cleared from the top left corner on.
  return `\r${rowsAbove > 0 ? `\x1b[${rowsAbove}A` : ""} \x1b[J\r`;
}
