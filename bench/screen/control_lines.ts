const beginUpdate = "\\033[?2026h";
const begin = "%begin ";
const output = "%output ";

const encoder = new TextEncoder();

/** What tmux says in control mode ("CONTROL MODE" in its manual): answers to commands, and what programs write. */
export class ControlLines {
  /** Written by programs so far. */
  outputBytes = 0;
  /** Of mode 2026. */
  updates = 0;
  /** Answers come in the order of the commands. */
  readonly #waiting: PromiseWithResolvers<readonly string[]>[] = [];
  /** The one that is being read: its lines, and what its first line, the `%begin`, and its last have in common. */
  #answer: { readonly lines: string[]; readonly mark: string } | undefined;
  /** The end of what was written last, which may be the beginning of what is counted. */
  #tail = "";
  #ended = false;

  /** The lines of the next answer that nobody waits for yet. Rejects with what tmux says is wrong. */
  answer(): Promise<readonly string[]> {
    const waiting = Promise.withResolvers<readonly string[]>();
    if (this.#ended) waiting.reject(new Error("tmux has ended"));
    else this.#waiting.push(waiting);
    return waiting.promise;
  }

  /** Resolves at the end. */
  async readAll(bytes: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    let unfinished = "";
    for await (const text of bytes.pipeThrough(new TextDecoderStream())) {
      const lines = (unfinished + text).split("\n");
      unfinished = lines.pop() ?? "";
      for (const line of lines) this.push(line);
    }
    this.#ended = true;
    for (const { reject } of this.#waiting.splice(0)) reject(new Error("tmux has ended"));
  }

  push(line: string): void {
    if (this.#answer !== undefined) this.#readAnswer(line, this.#answer);
    else if (line.startsWith(begin)) this.#answer = { lines: [], mark: line.slice(begin.length) };
    else if (line.startsWith(output)) this.#countOutput(line);
  }

  #readAnswer(line: string, { lines, mark }: { lines: string[]; mark: string }): void {
    const isError = line === `%error ${mark}`;
    if (!isError && line !== `%end ${mark}`) {
      lines.push(line);
      return;
    }
    this.#answer = undefined;
    const waiting = this.#waiting.shift();
    if (isError) waiting?.reject(new Error(`tmux: ${lines.join("\n")}`));
    else waiting?.resolve(lines);
  }

  /** `%output %0 text`, where what is no text is a backslash and three digits. */
  #countOutput(line: string): void {
    const written = line.slice(line.indexOf(" ", output.length) + 1);
    const text = this.#tail + written;
    this.updates += text.split(beginUpdate).length - 1;
    this.#tail = text.endsWith(beginUpdate) ? "" : text.slice(1 - beginUpdate.length);
    const escaped = written.split("\\").length - 1;
    this.outputBytes += encoder.encode(written).length - 3 * escaped;
  }
}
