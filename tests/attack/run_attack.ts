import { fileURLToPath } from "node:url";

import { delay } from "../../helpers/delay.ts";
import { Program } from "../support/program.ts";
import { TemporaryDirectory } from "../support/temporary_directory.ts";
import type { Attack } from "./attack.ts";
import { fillDiskOf } from "./full_disk.ts";
import { type Testimony, Witness } from "./witness.ts";

export interface AttackTimes {
  readonly attackMs: number;
  /** For so long the witness stays when the attack is over: what it has piled up still counts. */
  readonly aftermathMs: number;
}

/** What a witness says, and what the operator's log grew by. */
export interface Findings extends Testimony {
  readonly logBytesPerSecond: number;
}

/** Attacks a server that a person might have started. */
export async function runAttack(
  attack: Attack,
  { attackMs, aftermathMs }: AttackTimes,
): Promise<Findings> {
  await using directory = await TemporaryDirectory.make();
  const options = ["--data", directory.path, "--quiet", ...attack.serverOptions ?? []];
  const { program, port } = await Program.startServer(...options);
  await using _server = program;
  using witness = new Witness(port);
  const over = new AbortController();
  const testimony = witness.watch(over.signal);
  await witness.settled;
  const loggedBefore = bytesOf(program.out.items);
  const beganAtMs = performance.now();
  try {
    witness.diskIsFull = attack.diskIsFull ?? false;
    await using _full = attack.diskIsFull ? await fillDiskOf(program.pid) : undefined;
    await using _attacker = new Attacker(attack, port);
    await delay(attackMs);
  } finally {
    witness.diskIsFull = false;
    await delay(aftermathMs);
    over.abort();
  }
  const seconds = (performance.now() - beganAtMs) / 1000;
  const logBytesPerSecond = (bytesOf(program.out.items) - loggedBefore) / seconds;
  return { ...await testimony, logBytesPerSecond };
}

function bytesOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

/** In a process of its own, so that the witness measures the server and not the load. */
class Attacker implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;

  constructor({ name }: Attack, port: number) {
    const program = fileURLToPath(new URL("attacker.ts", import.meta.url));
    this.#process = new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--allow-net=127.0.0.1", program, name, `${port}`],
      stdin: "piped",
    }).spawn();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process.stdin.close().catch(() => {});
    const { success } = await this.#process.status;
    if (!success) throw new Error("The attacker failed");
  }
}
