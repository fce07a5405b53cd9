import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import { setImmediate } from "node:timers/promises";
import type { Completion } from "../../client/writing/complete.ts";
import type { LineEditorOptions } from "../../ui/line_editor.ts";
import type { JobControl } from "../../ui/terminal/job_control.ts";
import type { TerminalInput, TerminalOutput } from "../../ui/terminal/terminal_streams.ts";

const maxTurns = 1000;

/** A line editor's surroundings without a terminal: keys go in, writes and calls are kept. */
export class FakeTerminal extends EventEmitter implements TerminalOutput, LineEditorOptions {
  readonly prompt = "";
  readonly canSuspend = true;
  readonly keySummaries = { submit: "Enter it" };
  readonly input: TerminalInput & PassThrough = Object.assign(new PassThrough(), {
    setRawMode: (isRaw: boolean) => this.calls.push(isRaw ? "raw" : "cooked"),
  });
  readonly jobControl: JobControl = {
    isPossible: true,
    isLeader: true,
    stop: () => this.calls.push("stop"),
    onContinue: (listener) => {
      this.continue = listener;
      return { [Symbol.dispose]() {} };
    },
  };
  readonly terminal = { input: this.input, output: this, jobControl: this.jobControl };
  readonly writes: string[] = [];
  readonly calls: string[] = [];
  readonly size = this;
  readonly waitingBytes = 0;
  columns = 40;
  rows = 10;
  /** As `fg` does. */
  continue = (): void => {};

  write(text: string): Promise<void> {
    return Promise.resolve(this.push(text));
  }

  push(text: string): void {
    this.writes.push(text);
  }

  writeNow(text: string): boolean {
    this.push(text);
    return true;
  }

  drop(): void {}

  complete = (_line: string, _cursor: number): Completion => ({ candidates: [], replaces: "" });
  maxBytes = (): number => 16_384;
  onLine = (line: string): void => void this.calls.push(`line ${line}`);
  onEnd = (): void => void this.calls.push("end");
  onInterrupt = (): void => void this.calls.push("interrupt");
  onRefuse = (reason: string): void => void this.calls.push(`refused ${reason}`);

  /** Types, and waits for a write or a call that comes of it and ends so. */
  type(keys: string, ending: string): Promise<void> {
    return this.after(() => this.input.write(keys), ending);
  }

  async after(action: () => void, ending: string): Promise<void> {
    const [writes, calls] = [this.writes.length, this.calls.length];
    action();
    for (let turn = 0; turn < maxTurns; turn++) {
      const come = [...this.writes.slice(writes), ...this.calls.slice(calls)];
      if (come.some((text) => text.endsWith(ending))) return;
      await setImmediate();
    }
    const last = JSON.stringify([this.writes.at(-1), this.calls.at(-1)]);
    throw new Error(`${JSON.stringify(ending)} did not come; the last were ${last}`);
  }
}
