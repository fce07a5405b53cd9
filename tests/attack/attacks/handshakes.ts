import { connect } from "node:net";
import { connect as connectTls } from "node:tls";

import { delay } from "../../../helpers/delay.ts";
import { ownKeyName } from "../../../net/tls/own_certificate.ts";
import { recordClientHello } from "../../support/tls/client_hello.ts";
import { overTls } from "../../support/clients/connect.ts";
import { ownCertificateOf } from "../../support/tls/server_certificate.ts";
import type { Attack, Target } from "../attack.ts";
import { writeAll } from "../../support/clients/write_all.ts";
import { untilClosed, visits } from "../visits.ts";

const encoder = new TextEncoder();

/** What a client sends first, and then nothing any more: the server has done its part of the handshake. */
const halfMade = visits("half-made handshakes", 9000, async () => {
  const hello = await recordClientHello();
  return async (connection) => {
    await writeAll(connection, hello);
    await untilClosed(connection);
  };
});

const begun = visits("handshakes of one byte", 9000, () =>
  Promise.resolve(async (connection) => {
    await writeAll(connection, Uint8Array.of(0x16));
    await untilClosed(connection);
  }));

const byteByByte = visits("hellos byte by byte", 2000, async () => {
  const hello = await recordClientHello();
  return async (connection, { signal }) => {
    for (const byte of hello) {
      await writeAll(connection, Uint8Array.of(byte));
      await delay(40, signal);
    }
  };
});

/** Each record is whole and as long as one may be, and the ClientHello in them is never. */
const endless = visits("hellos that never end", 200, () => {
  const record = new Uint8Array(5 + 16_384);
  record.set([0x16, 3, 1, 0x40, 0]);
  const first = record.slice();
  // A ClientHello of 16 MiB.
  first.set([1, 0xff, 0xff, 0xff], 5);
  return Promise.resolve(async (connection) => {
    await writeAll(connection, first);
    for (;;) await writeAll(connection, record);
  });
});

const flood = visits("handshakes as fast as can be", 100, async ({ port }) => {
  const certificate = await ownCertificateOf(port);
  return async (connection) => (await overTls(connection, certificate)).close();
});

/** Behind the handshake comes what is no record. */
const garbage: Attack = {
  name: "garbage behind a handshake",
  async run({ port, signal }) {
    const ca = await ownCertificateOf(port);
    const rubbish = crypto.getRandomValues(new Uint8Array(16_384));
    const sendAll = async () => {
      while (!signal.aborted) await sendBehindHandshake(rubbish, port, ca);
    };
    await Promise.all(Array.from({ length: 20 }, sendAll));
  },
};

/** Past TLS, once that is there. Resolves when the server hangs up. */
function sendBehindHandshake(bytes: Uint8Array, port: number, ca: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const socket = connect({ host: "127.0.0.1", port });
  const encrypted = connectTls({ socket, servername: ownKeyName, ca });
  encrypted.on("secureConnect", () => socket.write(bytes));
  for (const end of [socket, encrypted]) end.on("error", () => {}).on("close", () => resolve());
  encrypted.resume();
  return promise;
}

/** Clients that ask for a new handshake in TLS 1.2, and for new keys in 1.3, over and over. */
const renegotiations: Attack = {
  name: "renegotiations and new keys",
  async run(target) {
    const askAll = async (version: string, line: string) => {
      while (!target.signal.aborted) await askWithOpenssl(version, line, target);
    };
    await Promise.all(
      Array.from(
        { length: 10 },
        (_, index) => index % 2 === 0 ? askAll("-tls1_2", "R\n") : askAll("-tls1_3", "K\n"),
      ),
    );
  },
};

/** Resolves when the server hangs up. */
async function askWithOpenssl(version: string, line: string, target: Target): Promise<void> {
  const openssl = new Deno.Command("openssl", {
    args: ["s_client", version, "-connect", `127.0.0.1:${target.port}`],
    ...{ stdin: "piped", stdout: "null", stderr: "null", signal: target.signal },
  }).spawn();
  const input = openssl.stdin.getWriter();
  const hasEnded = openssl.status.then(() => true);
  while (!await Promise.race([hasEnded, delay(1)])) {
    await input.write(encoder.encode(line)).catch(() => {});
  }
}

/** What is done to TLS itself. */
export const handshakes: readonly Attack[] = [
  halfMade,
  begun,
  byteByByte,
  endless,
  flood,
  garbage,
  renegotiations,
];
