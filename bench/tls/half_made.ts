import { setTimeout as delay } from "node:timers/promises";

import { recordClientHello } from "../../tests/support/tls/client_hello.ts";
import { connect } from "../../tests/support/clients/connect.ts";
import { ownCertificateOf } from "../../tests/support/tls/server_certificate.ts";
import { Caller } from "../caller.ts";
import type { MeasureOptions } from "../measure.ts";
import { median } from "../median.ts";
import { residentKiB } from "../process_usage.ts";
import { tls } from "../scenarios.ts";
import type { Times } from "../times.ts";

/** What handshakes cost that nobody goes on with. */
export interface HalfMadeResult {
  /** What was sent of each. */
  readonly sent: string;
  /** So many were not hung up on at the end. */
  readonly standing: number;
  readonly openedSeconds: number;
  readonly kiBEach: number;
  /** From saying something to having the own copy of it, for somebody who was there before. */
  readonly whileOpening: Times;
  readonly whileStanding: Times;
}

const recordHeaderBytes = 5;
const maxConnecting = 50;
const everyMs = 5;

export async function measureHalfMade(options: MeasureOptions): Promise<HalfMadeResult[]> {
  const hello = await recordClientHello();
  return [
    await measure("a record's header", hello.subarray(0, recordHeaderBytes), options),
    await measure("a whole hello", hello, options),
  ];
}

async function measure(
  sent: string,
  bytes: Uint8Array<ArrayBuffer>,
  options: MeasureOptions,
): Promise<HalfMadeResult> {
  const { name, count, standMs } = tls.halfMade;
  options.progress(`${name}: ${sent}`);
  await using server = await options.startServer(options);
  const { pid, port } = server;
  const connection = await connect(port, await ownCertificateOf(port));
  using talker = await Caller.over(connection, "talker");
  const emptyKiB = residentKiB(pid);
  using crowd = new HalfMade(port, bytes);
  const beganAtMs = performance.now();
  const whileOpening = await talkDuring(talker, crowd.open(count));
  const openedSeconds = (performance.now() - beganAtMs) / 1000;
  const whileStanding = await talkDuring(talker, delay(standMs));
  const kiBEach = (residentKiB(pid) - emptyKiB) / count;
  return {
    ...{ sent, standing: crowd.standing, openedSeconds, kiBEach },
    ...{ whileOpening, whileStanding },
  };
}

/** Connections on which the same few bytes were sent, and nothing more comes. */
class HalfMade implements Disposable {
  readonly #standing = new Set<Deno.TcpConn>();

  constructor(private readonly port: number, private readonly bytes: Uint8Array) {}

  /** Those that the server has not hung up on. */
  get standing(): number {
    return this.#standing.size;
  }

  async open(count: number): Promise<void> {
    let left = count;
    const openAll = async () => {
      while (left-- > 0) await this.#openOne();
    };
    await Promise.all(Array.from({ length: maxConnecting }, openAll));
  }

  [Symbol.dispose](): void {
    for (const connection of this.#standing) connection.close();
    this.#standing.clear();
  }

  async #openOne(): Promise<void> {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port: this.port });
    this.#standing.add(connection);
    await connection.write(this.bytes);
    void this.#watch(connection);
  }

  async #watch(connection: Deno.TcpConn): Promise<void> {
    const buffer = new Uint8Array(1024);
    while ((await connection.read(buffer).catch(() => null) ?? 0) > 0);
    if (this.#standing.delete(connection)) connection.close();
  }
}

/** Says something again and again, until `work` is done. */
async function talkDuring(talker: Caller, work: Promise<void>): Promise<Times> {
  const times: number[] = [];
  const isOver = work.then(() => true);
  do {
    const saidAtMs = performance.now();
    await talker.ask({ type: "say", room: "lobby", text: "is anybody there?", kind: "text" });
    times.push(performance.now() - saidAtMs);
  } while (!await Promise.race([isOver, delay(everyMs, false)]));
  return { medianMs: median(times), slowestMs: Math.max(...times) };
}
