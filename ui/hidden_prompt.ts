import type { AskOptions } from "./ask.ts";
import { cleanForTerminal } from "./clean_for_terminal.ts";
import type { InputEvent } from "./keys/input_event.ts";
import { actionOf } from "./keys/key_bindings.ts";
import { RawTerminal, type RawTerminalOptions } from "./terminal/raw_terminal.ts";
import type { TerminalModes } from "./terminal/terminal_codes.ts";
import { HiddenInput, type HiddenOutcome, type HiddenQuestion } from "./writing/hidden_input.ts";

export interface HiddenPromptOptions {
  /** Ctrl+C while nothing is asked. */
  readonly onInterrupt: () => void;
  /** Standard input and output if absent. */
  readonly terminal?: Pick<RawTerminalOptions, "input" | "output" | "jobControl">;
}

/** Nothing is asked of the terminal, which may be one that knows no codes. */
const noModes: TerminalModes = { enter: "", leave: "" };
/** Typed before the next question; what is more is lost. */
const maxTypedAhead = 300;

/**
 * Asks for secrets, a row each, of which the terminal shows nothing. It is taken from construction on, so that nothing
 * typed between two questions is shown either, and to be closed.
 */
export class HiddenPrompt {
  readonly #terminal: RawTerminal;
  #asking: HiddenQuestion | undefined;
  #shown = "";
  #echoed = "";
  #typedAhead: InputEvent[] = [];
  #isGone = false;

  constructor(private readonly options: HiddenPromptOptions) {
    this.#terminal = new RawTerminal({
      ...options.terminal,
      modes: noModes,
      onInput: (event) => this.#take(event),
      onResize() {},
      onResume: () => this.#show(),
      onEnd: () => {
        this.#isGone = true;
        this.#settle({ type: "cancelled" });
      },
    });
  }

  /** One at a time. Cancelled by Ctrl+C, and where no more input comes. */
  ask(question: string, { isShown }: AskOptions = {}): Promise<HiddenOutcome> {
    if (this.#isGone) return Promise.resolve({ type: "cancelled" });
    const { promise, resolve } = Promise.withResolvers<HiddenOutcome>();
    this.#asking = { input: new HiddenInput(question, isShown), resolve };
    this.#show();
    for (const event of this.#typedAhead.splice(0)) this.#take(event);
    return promise;
  }

  /** A line of its own. */
  tell(text: string): void {
    this.#terminal.push(`${cleanForTerminal(text).replaceAll("\n", "\r\n")}\r\n`);
  }

  /** Gives the terminal back, as `RawTerminal.close()`. */
  async close(): Promise<void> {
    this.#typedAhead = [];
    await this.#terminal.close();
  }

  #take(event: InputEvent): void {
    if (this.#asking === undefined) return this.#keep(event);
    const { input } = this.#asking;
    const outcome = event.type === "key" ? input.key(event) : undefined;
    if (event.type === "paste") input.paste(event.text);
    if (outcome !== undefined) return this.#settle(outcome);
    this.#echo(input.shown);
    if (input.question === this.#shown) return;
    this.#terminal.push("\r\n");
    this.#show();
  }

  #keep(event: InputEvent): void {
    if (event.type === "key" && actionOf(event.name) === "interrupt") this.options.onInterrupt();
    else if (this.#typedAhead.length < maxTypedAhead) this.#typedAhead.push(event);
  }

  #show(): void {
    this.#shown = this.#asking?.input.question ?? "";
    this.#terminal.push(cleanForTerminal(this.#shown));
  }

  /** What is typed where it is no secret, in place of what stands there. */
  #echo(shown: string): void {
    if (shown === this.#echoed) return;
    this.#terminal.push("\b \b".repeat(this.#echoed.length) + cleanForTerminal(shown));
    this.#echoed = shown;
  }

  #settle(outcome: HiddenOutcome): void {
    if (this.#asking === undefined) return;
    const { resolve } = this.#asking;
    this.#asking = undefined;
    this.#echoed = "";
    this.#terminal.push("\r\n");
    resolve(outcome);
  }
}
