import { connect } from "../../tests/support/clients/connect.ts";
import { weighPage } from "../../tests/support/page_weight.ts";
import { ownCertificateOf } from "../../tests/support/tls/server_certificate.ts";
import { readAssets } from "../../web/assets.ts";
import { median } from "../median.ts";
import type { MeasureOptions } from "../measure.ts";
import { page } from "../scenarios.ts";

export interface WireResult {
  /** From connecting to the first byte of the answer to `GET /`; medians. */
  readonly firstByteMs: { readonly inTheClear: number; readonly overTls: number };
  /** Of what every visit loads, and of all that there is; without headers, for who takes brotli. */
  readonly bytes: { readonly atOnce: number; readonly all: number };
}

/** How soon the page begins to come, and how much of it there is. */
export async function measureWire(options: MeasureOptions): Promise<WireResult> {
  options.progress(page.wire.name);
  await using server = await options.startServer(options);
  const { port } = server;
  return {
    firstByteMs: {
      inTheClear: await medianFirstByteMs(port),
      overTls: await medianFirstByteMs(port, await ownCertificateOf(port)),
    },
    bytes: weighPage(readAssets() ?? []),
  };
}

async function medianFirstByteMs(port: number, certificate?: string): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < page.wire.firstBytes; i++) {
    times.push(await firstByteMs(port, certificate));
  }
  return median(times);
}

/** Over a connection of its own. Rejects if the answer is no 200. */
async function firstByteMs(port: number, certificate?: string): Promise<number> {
  const startedAtMs = performance.now();
  using connection = await connect(port, certificate);
  const request = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
    "Accept-Encoding: br\r\nConnection: close\r\n\r\n";
  await connection.write(new TextEncoder().encode(request));
  const chunk = new Uint8Array(65_536);
  const count = await connection.read(chunk) ?? 0;
  const elapsedMs = performance.now() - startedAtMs;
  const statusLine = new TextDecoder().decode(chunk.subarray(0, count)).split("\r\n", 1)[0];
  if (!statusLine?.startsWith("HTTP/1.1 200 ")) {
    throw new Error(`The answer to GET / begins with "${statusLine}"`);
  }
  return elapsedMs;
}
