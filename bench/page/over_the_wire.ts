import { connect } from "../../tests/support/clients/connect.ts";
import { ownCertificateOf } from "../../tests/support/tls/server_certificate.ts";
import { readAssets } from "../../web/assets.ts";
import { median } from "../median.ts";
import type { MeasureOptions } from "../measure.ts";
import { page } from "../scenarios.ts";

export interface WireResult {
  /** From connecting to the first byte of the answer to `GET /`; medians. */
  readonly firstByteMs: { readonly inTheClear: number; readonly overTls: number };
  /** Of all that the page is made of, each asked for once by who takes brotli, with the headers of the answers. */
  readonly bytes: number;
  readonly files: number;
}

/** How soon the page begins to come, and how much of it there is. */
export async function measureWire(options: MeasureOptions): Promise<WireResult> {
  options.progress(page.wire.name);
  await using server = await options.startServer(options);
  const { port } = server;
  const paths = (readAssets() ?? []).map(({ path }) => path);
  let bytes = 0;
  for (const path of paths) bytes += (await get(port, path)).bytes;
  return {
    firstByteMs: {
      inTheClear: await medianFirstByteMs(port),
      overTls: await medianFirstByteMs(port, await ownCertificateOf(port)),
    },
    bytes,
    files: paths.length,
  };
}

async function medianFirstByteMs(port: number, certificate?: string): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < page.wire.firstBytes; i++) {
    times.push((await get(port, "/", certificate)).firstByteMs);
  }
  return median(times);
}

interface Answer {
  readonly firstByteMs: number;
  readonly bytes: number;
}

/** Over a connection of its own. Rejects if the answer is no 200. */
async function get(port: number, path: string, certificate?: string): Promise<Answer> {
  const startedAtMs = performance.now();
  using connection = await connect(port, certificate);
  const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
    "Accept-Encoding: br\r\nConnection: close\r\n\r\n";
  await connection.write(new TextEncoder().encode(request));
  const chunk = new Uint8Array(65_536);
  let bytes = await connection.read(chunk) ?? 0;
  const firstByteMs = performance.now() - startedAtMs;
  const statusLine = new TextDecoder().decode(chunk.subarray(0, bytes)).split("\r\n", 1)[0];
  if (!statusLine?.startsWith("HTTP/1.1 200 ")) {
    throw new Error(`The answer to GET ${path} begins with "${statusLine}"`);
  }
  for (;;) {
    const count = await connection.read(chunk);
    if (count === null) return { firstByteMs, bytes };
    bytes += count;
  }
}
