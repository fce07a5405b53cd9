import assert from "node:assert/strict";
import { bounded } from "../bounded.ts";
import { bytesOf } from "../bytes_of.ts";
import { connect } from "./connect.ts";
import { writeAll } from "./write_all.ts";

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** All behind the header fields. */
  readonly body: string;
}

/** The only request of a connection. `fields`: header fields besides, each with its end of line. */
export function onlyRequest(path: string, { method = "GET", fields = "" } = {}): string {
  return `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${fields}\r\n`;
}

/**
 * What a server answers to these bytes, as they are, by the time that it ends the connection; nothing else does.
 * `certificate`: its own, to ask over TLS.
 */
export async function askHttp(
  port: number,
  request: string,
  certificate?: string,
): Promise<HttpAnswer> {
  return parseAnswer(await askRaw(port, request, certificate));
}

/** The same, unread: several answers, or none. */
export async function askRaw(port: number, request: string, certificate?: string): Promise<string> {
  const connection = await connect(port, certificate);
  // The server need not read all of it.
  const writing = writeAll(connection, bytesOf(request)).catch(() => {});
  const text = await bounded(readAll(connection), () => "the end of the answer");
  connection.close();
  await writing;
  return text;
}

export function parseAnswer(text: string): HttpAnswer {
  const end = text.indexOf("\r\n\r\n");
  const [first = "", ...fields] = text.slice(0, end).split("\r\n");
  const status = Number(/^HTTP\/1\.1 (\d{3}) [A-Z]/.exec(first)?.[1]);
  assert.ok(end !== -1 && status > 0, `No answer: ${JSON.stringify(text.slice(0, 200))}`);
  const headers = new Headers(fields.map((field): [string, string] => {
    const [, name, value] = /^([\w-]+): (.*)$/.exec(field) ?? assert.fail(field);
    return [name ?? "", value ?? ""];
  }));
  return { status, headers, body: text.slice(end + 4) };
}

async function readAll(connection: Deno.Conn): Promise<string> {
  const buffer = new Uint8Array(64 * 1024);
  let text = "";
  for (;;) {
    // A server need not read all that is sent behind its last answer.
    const count = await connection.read(buffer).catch(() => null);
    if (count === null) return text;
    text += String.fromCharCode(...buffer.subarray(0, count));
  }
}
