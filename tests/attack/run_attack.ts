import { fileURLToPath } from "node:url";

import { delay } from "../../helpers/delay.ts";
import { Program } from "../support/program.ts";
import { TemporaryDirectory } from "../support/temporary_directory.ts";
import type { Attack } from "./attack.ts";
import { type Testimony, Witness } from "./witness.ts";

export interface AttackTimes {
  readonly attackMs: number;
  /** For so long the witness stays when the attack is over: what it has piled up still counts. */
  readonly aftermathMs: number;
}

/** Attacks a server that a person might have started, and gives what a witness says of it. */
export async function runAttack(
  attack: Attack,
  { attackMs, aftermathMs }: AttackTimes,
): Promise<Testimony> {
  await using directory = await TemporaryDirectory.make();
  const options = ["--data", directory.path, "--quiet", ...attack.serverOptions ?? []];
  const { program, port } = await Program.startServer(...options);
  await using _server = program;
  using witness = new Witness(port);
  const over = new AbortController();
  const testimony = witness.watch(over.signal);
  try {
    await using _attacker = new Attacker(attack, port);
    await delay(attackMs);
  } finally {
    await delay(aftermathMs);
    over.abort();
  }
  return await testimony;
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
