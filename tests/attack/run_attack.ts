import { fileURLToPath } from "node:url";

import { delay } from "../../helpers/delay.ts";
import { Program } from "../support/program/program.ts";
import { ownCertificateOf } from "../support/tls/server_certificate.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";
import type { Attack } from "./attack.ts";
import { fillDiskOf } from "./full_disk.ts";
import { joinTestimonies, type Testimony, Witness } from "./witness.ts";

export interface AttackTimes {
  readonly attackMs: number;
  /** For so long the witness stays when the attack is over: what it has piled up still counts. */
  readonly aftermathMs: number;
}

/** What the witnesses say, and what the operator's log grew by. */
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
  const certificate = await ownCertificateOf(port);
  using plain = new Witness({ port, name: "plain", addresses: ["127.0.0.2", "127.0.0.3"] });
  using encrypted = new Witness({
    ...{ port, certificate, name: "encrypted" },
    addresses: ["127.0.0.4", "127.0.0.5"],
  });
  const witnesses = [plain, encrypted];
  const over = new AbortController();
  const testimonies = Promise.all(witnesses.map((witness) => witness.watch(over.signal)));
  await Promise.all(witnesses.map((witness) => witness.settled));
  const loggedBefore = bytesOf(program.out.items);
  const beganAtMs = performance.now();
  try {
    for (const witness of witnesses) witness.diskIsFull = attack.diskIsFull ?? false;
    await using _full = attack.diskIsFull ? await fillDiskOf(program.pid) : undefined;
    await using _attacker = new Attacker(attack, port);
    await delay(attackMs);
  } finally {
    for (const witness of witnesses) witness.diskIsFull = false;
    await delay(aftermathMs);
    over.abort();
  }
  const seconds = (performance.now() - beganAtMs) / 1000;
  const logBytesPerSecond = (bytesOf(program.out.items) - loggedBefore) / seconds;
  return { ...joinTestimonies(await testimonies), logBytesPerSecond };
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
      args: [
        "run",
        "--no-prompt",
        "--allow-net=127.0.0.1",
        "--allow-run=openssl",
        program,
        name,
        `${port}`,
      ],
      stdin: "piped",
    }).spawn();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process.stdin.close().catch(() => {});
    const { success } = await this.#process.status;
    if (!success) throw new Error("The attacker failed");
  }
}
