import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import { setImmediate } from "node:timers/promises";
import type { LineEditorOptions, TerminalOutput } from "../../ui/line_editor.ts";

const maxTurns = 1000;

/** A line editor's surroundings without a terminal: keys go in, writes and calls are kept. */
export class FakeTerminal extends EventEmitter implements TerminalOutput, LineEditorOptions {
  readonly prompt = "> ";
  readonly input = new PassThrough();
  readonly output = this;
  readonly writes: string[] = [];
  readonly calls: string[] = [];
  columns = 40;
  rows = 10;

  write(text: string): void {
    this.writes.push(text);
  }

  complete = (_line: string, _cursor: number): { candidates: string[]; replaces: string } => ({
    candidates: [],
    replaces: "",
  });

  onLine = (line: string): void => void this.calls.push(`line ${line}`);
  onEnd = (): void => void this.calls.push("end");
  onInterrupt = (): void => void this.calls.push("interrupt");

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
    throw new Error(`"${ending}" did not come; the last write was "${this.writes.at(-1)}"`);
  }
}
