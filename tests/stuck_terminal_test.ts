import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { bounded } from "./support/bounded.ts";
import { JoinedClient } from "./support/clients/joined_client.ts";
import { commandLine, Program } from "./support/program/program.ts";
import { TemporarySettings } from "./support/files/temporary_settings.ts";

/** Of util-linux, with its options. */
const hasScript = await canRun("script", "--version");
const interrupted = 130;

/** A program whose output nobody reads, where that is a pipe, or, by `script`, a terminal. */
class Unread implements AsyncDisposable {
  readonly #settings = new TemporarySettings();
  readonly #process: Deno.ChildProcess;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;

  constructor(command: readonly string[], where: "pipe" | "terminal") {
    const run = join(this.#settings.path, "run");
    const quoted = command.map((argument) => `'${argument}'`).join(" ");
    const [pid, status] = [this.#path("pid"), this.#path("status")];
    const lines = [
      `sh -c 'echo $$ >"$0"; exec "$@"' '${pid}' ${quoted}`,
      // There is no such file that is still empty.
      `echo $? >'${status}.new'; mv '${status}.new' '${status}'`,
    ];
    Deno.writeTextFileSync(run, lines.join("\n"));
    const inTerminal = ["script", "--quiet", "--command", `sh '${run}'`, "/dev/null"];
    const [executable = "", ...args] = where === "terminal" ? inTerminal : ["sh", run];
    this.#process = new Deno.Command(executable, {
      args,
      env: { TERM: "xterm", SHELL: "/bin/sh", ...this.#settings.env },
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    this.#reader = this.#process.stdout.getReader();
  }

  /** Reads up to there, and then no more. */
  async readUntil(wanted: RegExp): Promise<string> {
    const decoder = new TextDecoder();
    let read = "";
    for (;;) {
      const [, found] = wanted.exec(read) ?? [];
      if (found !== undefined) return found;
      const { value } = await bounded(this.#reader.read(), () => `${wanted} in ${read}`);
      read += decoder.decode(value, { stream: true });
    }
  }

  kill(signal: Deno.Signal): void {
    Deno.kill(Number(Deno.readTextFileSync(this.#path("pid"))), signal);
  }

  /** The exit status, once the program has ended. */
  async status(): Promise<number> {
    const ended = async () => {
      for (;;) {
        try {
          return Number(await Deno.readTextFile(this.#path("status")));
        } catch {
          await delay(10);
        }
      }
    };
    return await bounded(ended(), () => "the end of the program");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.kill("SIGKILL");
    } catch {
      // It has ended.
    }
    await this.#reader.cancel();
    await this.#process.stdin.close().catch(() => {});
    await this.#process.status;
    this.#settings[Symbol.dispose]();
  }

  #path(name: string): string {
    return join(this.#settings.path, name);
  }
}

async function canRun(program: string, ...args: string[]): Promise<boolean> {
  try {
    return (await new Deno.Command(program, { args }).output()).success;
  } catch {
    return false;
  }
}

/** More than the system keeps of what nobody reads. */
async function sayMuch({ client }: JoinedClient): Promise<void> {
  for (let count = 0; count < 400; count++) await client.say("x".repeat(1000));
}

for (
  const { face, where, args } of [
    { face: "full screen", where: "terminal", args: [] },
    { face: "plain client", where: "terminal", args: ["--plain"] },
    { face: "client in a pipe", where: "pipe", args: [] },
  ] as const
) {
  Deno.test({
    name: `a ${face} ends at SIGTERM where nobody reads what it writes`,
    ignore: where === "terminal" && !hasScript,
    async fn() {
      const { program, port } = await Program.startServer("--no-rate-limit");
      await using _server = program;
      await using talker = await JoinedClient.join(port, "talker");
      const command = commandLine("client", `127.0.0.1:${port}`, "--nick", "reader", ...args);
      await using unread = new Unread(command, where);
      await talker.message("join");
      await sayMuch(talker);
      unread.kill("SIGTERM");
      assert.equal(await unread.status(), interrupted);
    },
  });
}

Deno.test({
  name: "a server ends at SIGTERM where nobody reads its console",
  ignore: !hasScript,
  async fn() {
    const where = ["--host", "127.0.0.1", "--port", "0"];
    const command = commandLine("server", ...where, "--memory", "--no-rate-limit");
    await using unread = new Unread(command, "terminal");
    const port = Number(await unread.readUntil(/127\.0\.0\.1:(\d+)\D/));
    await using talker = await JoinedClient.join(port, "talker");
    await sayMuch(talker);
    unread.kill("SIGTERM");
    assert.equal(await unread.status(), 0);
  },
});
