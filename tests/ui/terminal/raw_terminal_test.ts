import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { PassThrough } from "node:stream";
import type { JobControl } from "../../../ui/terminal/job_control.ts";
import { RawTerminal } from "../../../ui/terminal/raw_terminal.ts";
import { forFullScreen, forLine } from "../../../ui/terminal/terminal_codes.ts";
import type { TerminalInput, TerminalOutput } from "../../../ui/terminal/terminal_streams.ts";
import { bounded } from "../../support/bounded.ts";

/** A terminal's two ends and its shell; what happens to it is kept in order. */
class FakeTerminal extends EventEmitter implements TerminalOutput, JobControl, AsyncDisposable {
  readonly happened: string[] = [];
  readonly input: TerminalInput & PassThrough = Object.assign(new PassThrough(), {
    setRawMode: (isRaw: boolean) => this.#note(isRaw ? "raw" : "cooked"),
  });
  readonly isPossible = true;
  readonly size = this;
  readonly waitingBytes = 0;
  columns = 40;
  rows = 10;
  #continued: (() => void) | undefined;
  readonly terminal: RawTerminal;

  constructor(readonly isLeader = true) {
    super();
    this.terminal = new RawTerminal({
      modes: forFullScreen,
      input: this.input,
      output: this,
      jobControl: this,
      onInput: (event) => this.#note(event.type === "key" ? event.name : event.type),
      onResize: () => this.#note("resize"),
      onResume: () => this.#note("resume"),
      onEnd: () => this.#note("end"),
    });
  }

  async write(text: string): Promise<void> {
    await Promise.resolve();
    this.#note(text);
  }

  writeNow(text: string): boolean {
    this.push(text);
    return true;
  }

  drop(): void {
    this.#note("dropped");
  }

  push(text: string): void {
    const { enter, leave } = forFullScreen;
    if (text.startsWith(enter)) this.#note("enter", text.slice(enter.length));
    else this.#note(text.endsWith(leave) ? `${text.slice(0, -leave.length)}leave` : text);
  }

  stop(): void {
    this.#note("stop");
  }

  onContinue(listener: () => void): Disposable {
    this.#continued = listener;
    return { [Symbol.dispose]: () => this.#continued = undefined };
  }

  /** As `fg` does. */
  continue(): void {
    this.#continued?.();
  }

  /** All that happened since the last call. */
  take(): string[] {
    return this.happened.splice(0);
  }

  /** Waits for something to happen that ends so. */
  async until(ending: string): Promise<void> {
    while (!this.happened.some((text) => text.endsWith(ending))) {
      await bounded(once(this, "happened"), () => JSON.stringify(ending));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.terminal[Symbol.dispose]();
    this.input.destroy();
    await this.terminal.write("");
  }

  #note(...texts: readonly string[]): void {
    this.happened.push(...texts.filter((text) => text !== ""));
    this.emit("happened");
  }
}

/** What a terminal gets for an alert. */
function alerted(title: string, body: string): string {
  return `\x07\x1b]9;chatroom: ${title}: ${body}\x1b\\\x1b]777;notify;${title};${body}\x1b\\`;
}

Deno.test("RawTerminal takes the terminal, and gives it back once", async () => {
  await using fake = new FakeTerminal();
  assert.deepEqual(fake.take(), ["raw", "enter"]);
  fake.terminal[Symbol.dispose]();
  fake.terminal[Symbol.dispose]();
  assert.deepEqual(fake.take(), ["leave", "cooked"]);
  await fake.terminal.write("too late");
  fake.continue();
  assert.deepEqual(fake.take(), []);
  assert.ok(fake.input.isPaused());
  assert.equal(fake.listenerCount("resize"), 0);
});

Deno.test("TerminalModes undo each mode, from the last to the first", () => {
  const modes = (codes: string) => codes.match(/\?\d+/g) ?? [];
  const undone = modes(forFullScreen.leave).slice(2);
  assert.deepEqual(undone, modes(forFullScreen.enter).toReversed());
  assert.deepEqual(modes(forLine.leave), modes(forLine.enter).toReversed());
});

Deno.test("RawTerminal tells input, its end, and a new size", async () => {
  await using fake = new FakeTerminal();
  fake.input.write("a\x1b[A");
  await fake.until("up");
  fake.emit("resize");
  fake.input.end();
  await fake.until("end");
  assert.deepEqual(fake.take(), ["raw", "enter", "a", "up", "resize", "end"]);
});

Deno.test("RawTerminal asks for the keyboard protocol where the terminal has it, and gives it back", async () => {
  await using fake = new FakeTerminal();
  assert.ok(forFullScreen.enter.endsWith("\x1b[?u") && forLine.enter.endsWith("\x1b[?u"));
  fake.take();
  fake.input.write("\x1b[?0ua\x1b[?5u");
  await fake.until("a");
  await fake.terminal.write("frame");
  assert.deepEqual(fake.take(), ["a", "\x1b[>5u", "frame"]);
  fake.terminal.suspend();
  assert.deepEqual(fake.take(), ["\x1b\\\x1b[<uleave", "cooked", "stop"]);
  fake.continue();
  fake.terminal[Symbol.dispose]();
  assert.deepEqual(
    fake.take(),
    ["raw", "enter", "resume", "leave", "cooked"],
    "not asked again yet",
  );
});

Deno.test("RawTerminal gives back no keyboard protocol that it did not get to ask for", async () => {
  await using fake = new FakeTerminal();
  fake.take();
  fake.input.write("\x1b[?0ua");
  fake.terminal[Symbol.dispose]();
  await fake.terminal.write("");
  assert.deepEqual(fake.take(), ["a", "leave", "cooked"]);
});

Deno.test("size is 80 by 24 if the terminal does not know it", async () => {
  await using fake = new FakeTerminal();
  assert.deepEqual(fake.terminal.size, { columns: 40, rows: 10 });
  Object.assign(fake, { columns: 0, rows: 0 });
  assert.deepEqual(fake.terminal.size, { columns: 80, rows: 24 });
});

Deno.test("RawTerminal tells the newest title and alert between writes", async () => {
  await using fake = new FakeTerminal();
  fake.take();
  for (let times = 1; times <= 1000; times++) {
    fake.terminal.setTitle(`title ${times}`);
    fake.terminal.alert("bob", `${times}`);
  }
  await fake.terminal.write("frame");
  assert.deepEqual(fake.take(), [`\x1b]2;title 1000\x1b\\${alerted("bob", "1000")}`, "frame"]);
});

Deno.test("RawTerminal tells nothing while it asks, and all again afterwards", async () => {
  await using fake = new FakeTerminal(false);
  fake.terminal.suspend();
  fake.terminal.setTitle("(1) #lobby");
  fake.terminal.alert("bob", "hi");
  fake.input.write("\n");
  await fake.until("resume");
  assert.deepEqual(fake.take().slice(-3), ["enter", "\x1b]2;(1) #lobby\x1b\\", "resume"]);
  fake.terminal.alert("bob", "hi");
  await fake.terminal.write("frame");
  assert.deepEqual(fake.take(), [alerted("bob", "hi"), "frame"]);
});

Deno.test("alert() and setTitle() let nothing through that ends them or turns text, and nothing endless", async () => {
  await using fake = new FakeTerminal();
  fake.take();
  fake.terminal.alert("a;b\x1b\\\u202e", "c\x07;\x9c\nd\u2028e\u2066");
  await fake.terminal.write("");
  assert.deepEqual(fake.take(), [
    "\x07\x1b]9;chatroom: a,b: c; d e\x1b\\\x1b]777;notify;a,b;c; d e\x1b\\",
  ]);
  fake.terminal.setTitle("🚀".repeat(100_000));
  await fake.terminal.write("");
  assert.deepEqual(fake.take(), [`\x1b]2;${"🚀".repeat(200)}\x1b\\`]);
});

Deno.test("suspend() gives the terminal back, stops, and takes it again when continued", async () => {
  await using fake = new FakeTerminal();
  fake.terminal.setTitle("title");
  await fake.terminal.write("");
  fake.take();
  fake.terminal.suspend();
  await fake.terminal.write("not on the shell's screen");
  assert.deepEqual(fake.take(), ["leave", "cooked", "stop"]);
  fake.continue();
  assert.deepEqual(fake.take(), ["raw", "enter", "\x1b]2;title\x1b\\", "resume"]);
});

Deno.test("suspend() takes the terminal again where nothing stops it", async () => {
  await using fake = new FakeTerminal();
  fake.take();
  fake.terminal.suspend();
  await fake.until("resume");
  assert.deepEqual(fake.take(), ["leave", "cooked", "stop", "raw", "enter", "resume"]);
});

Deno.test("suspend() asks for Ctrl+Z where others would wait for it, and Enter goes back", async () => {
  await using fake = new FakeTerminal(false);
  fake.take();
  fake.terminal.suspend();
  const asked = ["leave", "cooked", "Press Ctrl+Z again to suspend, Enter to go back\r\n"];
  assert.deepEqual(fake.take(), asked);
  fake.input.write("\n");
  await fake.until("resume");
  assert.deepEqual(fake.take(), ["raw", "enter", "resume"]);
  fake.terminal.suspend();
  fake.terminal[Symbol.dispose]();
  assert.deepEqual(fake.take(), asked);
});

Deno.test("RawTerminal takes the terminal anew if it was stopped from outside", async () => {
  await using fake = new FakeTerminal();
  fake.take();
  fake.continue();
  assert.deepEqual(fake.take(), ["leave", "cooked", "raw", "enter", "resume"]);
});

Deno.test("setMouse() asks for the mouse, again after a stop, and not twice", async () => {
  await using fake = new FakeTerminal();
  fake.take();
  fake.terminal.setMouse(true);
  fake.terminal.setMouse(true);
  await fake.terminal.write("frame");
  assert.deepEqual(fake.take(), ["\x1b[?1000h\x1b[?1006h", "frame"]);
  fake.terminal.suspend();
  fake.continue();
  assert.deepEqual(fake.take().slice(-3), ["enter", "\x1b[?1000h\x1b[?1006h", "resume"]);
  fake.terminal.setMouse(false);
  await fake.terminal.write("frame");
  assert.deepEqual(fake.take(), ["\x1b[?1000l\x1b[?1006l", "frame"]);
});

Deno.test("copy() has the terminal take a text, as UTF-8 in base64", async () => {
  await using fake = new FakeTerminal();
  fake.take();
  fake.terminal.copy("\x1b\\ทำ\n");
  await fake.terminal.write("frame");
  assert.deepEqual(fake.take(), ["\x1b]52;c;G1zguJfguLMK\x1b\\", "frame"]);
});
