import type { Attack } from "../attack.ts";
import { writeAll } from "../../support/clients/write_all.ts";
import { untilClosed, visits } from "../visits.ts";

const encoder = new TextEncoder();
const head = "GET / HTTP/1.1\r\nHost: localhost\r\n";
const request = `${head}\r\n`;
/** As many fields as are allowed, and as long. */
const fields = Array.from({ length: 98 }, (_, index) => `X${index}: ${"x".repeat(150)}\r\n`);

/** Connections that say this, and then wait for their end. */
function sayings(name: string, atOnce: number, text: string): Attack {
  const bytes = encoder.encode(text);
  return visits(name, atOnce, () =>
    Promise.resolve(async (connection) => {
      await writeAll(connection, bytes);
      await untilClosed(connection);
    }));
}

/** By browsers, or what says that it is one. */
export const http: readonly Attack[] = [
  sayings("HTTP: a hundred requests in each connection", 64, request.repeat(100)),
  sayings("HTTP: the page as fast as can be", 100, `${head}Connection: close\r\n\r\n`),
  sayings(
    "HTTP: a hundred requests of many fields",
    64,
    `${head}${fields.join("")}\r\n`.repeat(100),
  ),
  sayings("HTTP: 101 fields", 64, `${head}${"X: y\r\n".repeat(101)}\r\n`),
  sayings("HTTP: half a request", 2000, request.slice(0, 20)),
  sayings("HTTP: a header of 1 MiB", 16, `GET / HTTP/1.1\r\nX: ${"x".repeat(1 << 20)}`),
  sayings(
    "HTTP: content without end",
    16,
    `POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n${
      "1\r\nx\r\n".repeat(100_000)
    }`,
  ),
];
