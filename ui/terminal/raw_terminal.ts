import process from "node:process";
import { within } from "../../helpers/within.ts";
import { InputDecoder } from "../keys/input_decoder.ts";
import type { InputEvent, TerminalEvent } from "../keys/input_event.ts";
import { type JobControl, processJobControl } from "./job_control.ts";
import {
  alertCode,
  copyCode,
  keyboardProtocol,
  mouseCode,
  type TerminalModes,
  titleCode,
} from "./terminal_codes.ts";
import {
  StandardTerminalOutput,
  type TerminalInput,
  type TerminalOutput,
} from "./terminal_streams.ts";

/** What is written besides frames. */
type Told = "title" | "alert" | "mouse" | "copy";

export interface RawTerminalOptions {
  readonly modes: TerminalModes;
  onInput(event: InputEvent): void;
  onResize(): void;
  /** The terminal is taken again, and shows something else; its size may be another. May come twice. */
  onResume(): void;
  /** No more input will come. */
  onEnd(): void;
  /** Standard input if absent. */
  readonly input?: TerminalInput;
  /** Standard output if absent. */
  readonly output?: TerminalOutput;
  readonly jobControl?: JobControl;
}

/**
 * `stopped`: the process has stopped itself. `asking`: the terminal is given back, for a Ctrl+Z that stops the whole
 * process group.
 */
type State = "taken" | "stopped" | "asking" | "closed";

const question = "Press Ctrl+Z again to suspend, Enter to go back\r\n";
/** For so long the terminal may take what waits, and then as long again the codes that give it back. */
const takesWithinMs = 250;
/** After a stop, the process runs on after this long only if it was continued or could not be stopped. */
const stopsWithinMs = 50;

/**
 * A terminal whose keys are told one by one, taken from construction on. `close()` gives it back as it was; disposing
 * does at once what can be done so, for a process that is about to exit.
 */
export class RawTerminal implements Disposable {
  readonly #input: TerminalInput;
  readonly #output: TerminalOutput;
  readonly #jobControl: JobControl;
  readonly #continued: Disposable;
  #state: State = "closed";
  #decoder: InputDecoder | undefined;
  /** Whether keys come by the kitty keyboard protocol. */
  #hasKeyboardProtocol = false;
  #title = "";
  #isMouseOn = false;
  /** Resolves when what is being written is. */
  #written: Promise<void> = Promise.resolve();
  /** Waits to be written besides frames, the newest of each kind. */
  readonly #told = new Map<Told, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: RawTerminalOptions) {
    this.#input = options.input ?? process.stdin;
    this.#output = options.output ?? new StandardTerminalOutput();
    this.#jobControl = options.jobControl ?? processJobControl;
    this.#input.on("data", this.#onData).on("end", this.#onEnd).on("error", this.#onEnd);
    // Whoever had the terminal before has paused it.
    this.#input.resume();
    this.#output.size.on("resize", this.#onResize);
    this.#continued = this.#jobControl.onContinue(this.#onContinue);
    this.#take();
  }

  /** 80 by 24 where the terminal says 0, which means that it does not know. */
  get size(): { readonly columns: number; readonly rows: number } {
    const { columns, rows } = this.#output.size;
    return { columns: columns || 80, rows: rows || 24 };
  }

  /** Not while it is given back. */
  get isTaken(): boolean {
    return this.#state === "taken";
  }

  /** Of what is written, how much it has not taken yet. */
  get waitingBytes(): number {
    return this.#output.waitingBytes;
  }

  /** As `TerminalOutput.push()`, also while it is given back. */
  push(text: string): void {
    this.#output.push(text);
  }

  /** As `TerminalOutput.writeNow()`. */
  writeNow(text: string): boolean {
    return this.#output.writeNow(text);
  }

  /** Resolves when the terminal has taken it. While it is given back, nothing is written. */
  write(text: string): Promise<void> {
    this.#written = this.#written.then(async () => {
      if (this.#state === "taken") await this.#output.write(text);
    });
    return this.#written;
  }

  /** Of its window; writes nothing where it is the same. */
  setTitle(title: string): void {
    const before = this.#title;
    this.#title = titleCode(title);
    if (this.#title !== before) this.#tell("title", this.#title);
  }

  /** Whether the mouse is told as input; if not, the terminal selects text with it. Off at first. */
  setMouse(isOn: boolean): void {
    if (isOn === this.#isMouseOn) return;
    this.#isMouseOn = isOn;
    this.#tell("mouse", mouseCode(isOn));
  }

  /** Puts a text into the terminal's clipboard, if the terminal allows it, of which it tells nothing. */
  copy(text: string): void {
    this.#tell("copy", copyCode(text));
  }

  /** Rings the bell, and tells it on the desktop, if the terminal knows how. */
  alert(title: string, body: string): void {
    this.#tell("alert", alertCode(title, body));
  }

  /** Gives the terminal to the shell, until that continues this process. */
  suspend(): void {
    if (this.#state !== "taken" || !this.#jobControl.isPossible) return;
    const { isLeader } = this.#jobControl;
    this.#state = isLeader ? "stopped" : "asking";
    if (!isLeader) return this.#giveBack(() => this.#output.push(question));
    this.#giveBack(() => {
      if (this.#state !== "stopped") return;
      this.#jobControl.stop();
      this.#timer = setTimeout(() => this.#resume(), stopsWithinMs);
    });
  }

  /**
   * Whether the terminal is as it was. If not, it takes nothing: a change of its modes would wait for it without end,
   * and is left to Deno, which makes them what they were at the end of the process, and does not wait.
   */
  async close(): Promise<boolean> {
    const { isTaken } = this;
    this.#end();
    if (!isTaken) return true;
    const leave = this.#leave();
    await within(takesWithinMs, this.#output.write(""));
    this.#output.drop();
    const giveBack = async () => {
      await this.#output.write(leave);
      this.#input.setRawMode?.(false);
      return true;
    };
    return await within(takesWithinMs, giveBack()) ?? false;
  }

  [Symbol.dispose](): void {
    const { isTaken } = this;
    this.#end();
    if (isTaken && this.#output.writeNow(this.#leave())) this.#input.setRawMode?.(false);
  }

  #end(): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    clearTimeout(this.#timer);
    this.#continued[Symbol.dispose]();
    this.#output.size.off("resize", this.#onResize);
    this.#input.off("data", this.#onData).off("end", this.#onEnd).off("error", this.#onEnd);
    this.#input.pause();
  }

  #take(): void {
    // First, since in the background it stops this process before it writes anything.
    this.#input.setRawMode?.(true);
    this.#decoder = new InputDecoder((event) => this.#onEvent(event));
    this.#output.push(
      this.options.modes.enter + this.#title + (this.#isMouseOn ? mouseCode(true) : ""),
    );
    this.#state = "taken";
  }

  #giveBack(then: () => void = () => {}): void {
    this.#output.push(this.#leave());
    this.#onceWritten(() => {
      this.#input.setRawMode?.(false);
      then();
    });
  }

  /** At once if nothing waits to be written. */
  #onceWritten(act: () => void): void {
    if (this.#output.waitingBytes === 0) act();
    else void this.#output.write("").then(act);
  }

  /** The codes that undo all that was asked of the terminal. */
  #leave(): string {
    this.#decoder?.[Symbol.dispose]();
    this.#told.clear();
    // Before the modes, since each of the two screens has its own.
    const keyboard = this.#hasKeyboardProtocol ? keyboardProtocol.leave : "";
    this.#hasKeyboardProtocol = false;
    return keyboard + this.options.modes.leave;
  }

  #resume(): void {
    clearTimeout(this.#timer);
    if (this.#state === "closed") return;
    // It was stopped from outside, and the shell has made the terminal its own.
    if (this.#state === "taken") this.#giveBack();
    this.#onceWritten(() => {
      if (this.#state === "closed") return;
      this.#take();
      this.options.onResume();
    });
  }

  #onEvent(event: TerminalEvent): void {
    if (event.type !== "keyboardProtocol") return this.options.onInput(event);
    this.#written = this.#written.then(async () => {
      if (this.#state !== "taken" || this.#hasKeyboardProtocol) return;
      this.#hasKeyboardProtocol = true;
      await this.#output.write(keyboardProtocol.enter);
    });
  }

  #tell(kind: Told, text: string): void {
    if (this.#state !== "taken") return;
    if (this.#told.size === 0) this.#written = this.#written.then(() => this.#writeTold());
    this.#told.set(kind, text);
  }

  async #writeTold(): Promise<void> {
    const told = [...this.#told.values()].join("");
    this.#told.clear();
    if (this.#state === "taken") await this.#output.write(told);
  }

  readonly #onContinue = (): void => this.#resume();
  readonly #onResize = (): void => {
    if (this.#state === "taken") this.options.onResize();
  };
  readonly #onEnd = (): void => this.options.onEnd();
  readonly #onData = (bytes: Uint8Array): void => {
    if (this.#state === "taken") this.#decoder?.push(bytes);
    // A whole line, since the terminal is not raw.
    else if (this.#state === "asking") this.#resume();
  };
}
