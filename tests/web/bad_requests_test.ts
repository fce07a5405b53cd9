import assert from "node:assert/strict";
import * as fc from "fast-check";
import { startServer } from "../../server.ts";
import { defaultHttpBounds } from "../../web/http_bounds.ts";
import { bytesOf } from "../support/bytes_of.ts";
import { askHttp, askRaw, parseAnswer } from "../support/clients/ask_http.ts";
import { bounded } from "../support/bounded.ts";
import { RawClient } from "../support/clients/raw_client.ts";

const encoder = new TextEncoder();
const assets = [{
  path: "/",
  contentType: "text/html; charset=utf-8",
  bytes: encoder.encode("<!doctype html>the page"),
  isImmutable: false,
}];
const host = "Host: 127.0.0.1\r\n";

/** A server with short waits, where a test goes on until one is over. */
function start(bounds: Partial<typeof defaultHttpBounds> = {}) {
  return startServer({
    web: { assets, bounds: { ...defaultHttpBounds, lingerMs: 200, ...bounds } },
  });
}

const get = (fields: string, target = "/") => `GET ${target} HTTP/1.1\r\n${fields}\r\n`;

const cases: readonly [what: string, request: string, status: number][] = [
  ["two lengths", `${get(`${host}Content-Length: 1\r\nContent-Length: 2\r\n`)}ab`, 400],
  ["a length twice", `${get(`${host}Content-Length: 1\r\nContent-Length: 1\r\n`)}a`, 400],
  ["lengths in one field", `${get(`${host}Content-Length: 1, 1\r\n`)}a`, 400],
  ["a length with a sign", `${get(`${host}Content-Length: +1\r\n`)}a`, 400],
  ["a length and chunks", get(`${host}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n`), 400],
  [
    "a length behind chunks",
    get(`${host}Transfer-Encoding: chunked\r\nContent-Length: 1\r\n`),
    400,
  ],
  ["content of a GET", `${get(`${host}Content-Length: 5\r\n`)}hello`, 413],
  [
    "chunks of a GET",
    `${get(`${host}Transfer-Encoding: chunked\r\n`)}5\r\nhello\r\n0\r\n\r\n`,
    413,
  ],
  ["content that was never meant to end", get(`${host}Content-Length: 99999999999\r\n`), 413],
  [
    "a chunked bomb",
    `${get(`${host}Transfer-Encoding: chunked\r\n`)}ffffffff\r\n${"x".repeat(100_000)}`,
    413,
  ],
  [
    "a chunk too long to count",
    `${get(`${host}Transfer-Encoding: chunked\r\n`)}${"f".repeat(99)}`,
    413,
  ],
  [
    "a chunk's endless extension",
    `${get(`${host}Transfer-Encoding: chunked\r\n`)}1;${"x".repeat(1e5)}`,
    413,
  ],
  ["a coding of the transfer that nobody knows", get(`${host}Transfer-Encoding: what\r\n`), 413],
  ["who waits to send content", get(`${host}Expect: 100-continue\r\nContent-Length: 5\r\n`), 413],
  ["a header field of 1 MiB", get(`${host}X: ${"x".repeat(1 << 20)}\r\n`), 431],
  ["header fields of 17 KiB", get(host + "X: 0123456789\r\n".repeat(1200)), 431],
  ["101 header fields", get(host + "X: y\r\n".repeat(100)), 431],
  ["a target of 20 KiB", get(host, `/${"x".repeat(20_000)}`), 414],
  ["no Host", get(""), 400],
  ["two Hosts", get("Host: 127.0.0.1\r\nHost: 127.0.0.1\r\n"), 400],
  ["an empty Host", get("Host: \r\n"), 400],
  ["a Host that is none", get("Host: a/b\r\n"), 400],
  ["a Host with a user", get("Host: 127.0.0.1@evil.example\r\n"), 400],
  ["Hosts in one field", get("Host: 127.0.0.1, evil.example\r\n"), 400],
  ["a foreign Host", get("Host: evil.example\r\n"), 421],
  ["a foreign host in the target", get(host, "http://evil.example/"), 421],
  ["a method that nobody knows", `BREW / HTTP/1.1\r\n${host}\r\n`, 501],
  ["a method in small letters", `get / HTTP/1.1\r\n${host}\r\n`, 501],
  ["POST", `POST / HTTP/1.1\r\n${host}Content-Length: 2\r\n\r\nhi`, 405],
  ["PUT", `PUT / HTTP/1.1\r\n${host}Content-Length: 2\r\n\r\nhi`, 405],
  ["DELETE", `DELETE / HTTP/1.1\r\n${host}\r\n`, 405],
  ["TRACE", `TRACE / HTTP/1.1\r\n${host}\r\n`, 405],
  ["PROPFIND", `PROPFIND / HTTP/1.1\r\n${host}\r\n`, 405],
  ["OPTIONS of the server", `OPTIONS * HTTP/1.1\r\n${host}\r\n`, 405],
  ["CONNECT", `CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n`, 405],
  ["a target that is no path", get(host, "*"), 400],
  ["a target of another scheme", get(host, "ftp://127.0.0.1/"), 400],
  ["a fragment", get(host, "/#x"), 400],
  ["HTTP/0.9", "GET /\r\n", 505],
  ["HTTP/1.2", `GET / HTTP/1.2\r\n${host}\r\n`, 505],
  ["HTTP/2.0 in the way of HTTP/1", `GET / HTTP/2.0\r\n${host}\r\n`, 505],
  ["NUL in a field", get(`${host}X: a\0b\r\n`), 400],
  ["a control byte in a field", get(`${host}X: a\x01b\r\n`), 400],
  ["NUL in the target", get(host, "/\0"), 400],
  ["a byte that is not ASCII in the target", get(host, "/\xff"), 400],
  ["a space in front of the colon", get(`${host}X : y\r\n`), 400],
  ["a field that goes on in the next line", get(`${host}X: a\r\n b\r\n`), 400],
  ["a field without a name", get(`${host}: y\r\n`), 400],
  ["line feeds alone", "GET / HTTP/1.1\nHost: 127.0.0.1\n\n", 400],
  ["a carriage return alone", get("Host: 127.0.0.1\rX: y\r\n"), 400],
  ["a request that ends before it is whole", "GET / HTTP/1.1\r\nHost", 408],
  ["a request of one byte more", `${get(host, "/none")}x`, 404],
];

for (const [what, request, status] of cases) {
  Deno.test(`HTTP: ${what}: ${status}`, async () => {
    await using server = start({ requestWithinMs: 100, keepAliveMs: 100 });
    const answer = await askHttp(server.port, request);
    assert.equal(answer.status, status, answer.body);
    assert.equal(answer.headers.get("Connection"), "close");
    assert.equal(answer.headers.get("X-Content-Type-Options"), "nosniff");
    assert.equal(Number(answer.headers.get("Content-Length")), answer.body.length, answer.body);
    if (status === 405) assert.equal(answer.headers.get("Allow"), "GET, HEAD");
    assert.ok(!answer.body.includes("evil") || status === 421);
  });
}

const traversals = [
  "/../deno.json",
  "/..%2fdeno.json",
  "/%2e%2e/deno.json",
  "/%252e%252e/deno.json",
  "/..%5cdeno.json",
  "/..\\deno.json",
  "/....//deno.json",
  "/%c0%ae%c0%ae/deno.json",
  "//deno.json",
  "/./",
  "/%2f",
  "/index.html/..",
  "/%00",
  "/constructor",
  "/__proto__",
];

Deno.test("HTTP: a path is what it is: no way of writing it leads anywhere else", async () => {
  await using server = start();
  for (const path of traversals) {
    const { status, body } = await askHttp(server.port, get(`${host}Connection: close\r\n`, path));
    assert.deepEqual([status, body], [404, "There is nothing here\n"], path);
  }
});

const close = "Connection: close\r\n";
const good: readonly [what: string, request: string][] = [
  ["a range", get(`${host}${close}Range: bytes=0-1\r\n`)],
  ["a range of ranges", get(`${host}${close}Range: bytes=${"0-0,".repeat(1000)}1-1\r\n`)],
  ["an absolute target", get(`Host: other.example\r\n${close}`, "http://127.0.0.1/")],
  ["an absolute target without a path", get(`${host}${close}`, "http://LOCALHOST:80")],
  ["a query", get(`${host}${close}`, "/?invite=x")],
  ["HTTP/1.0", `GET / HTTP/1.0\r\n\r\n`],
  ["empty lines in front", `\r\n\r\n${get(`${host}${close}`)}`],
  ["a length of 0", get(`${host}${close}Content-Length: 0\r\n`)],
  ["an offer of HTTP/2", get(`${host}${close}Upgrade: h2c\r\n`)],
];

for (const [what, request] of good) {
  Deno.test(`HTTP: ${what}: 200, the whole page`, async () => {
    await using server = start();
    const { status, body } = await askHttp(server.port, request);
    assert.deepEqual([status, body], [200, "<!doctype html>the page"]);
  });
}

Deno.test("HTTP: what is hidden in the content of a refused request is no request", async () => {
  await using server = start();
  const hidden = get(host);
  const request = `POST / HTTP/1.1\r\n${host}Content-Length: ${hidden.length}\r\n\r\n${hidden}`;
  for (const each of [request, `${get(`${host}Content-Length: 3\r\n`)}abc${hidden}`]) {
    const text = await askRaw(server.port, each);
    assert.equal(text.match(/HTTP\/1\.1 \d/g)?.length, 1, text);
  }
});

Deno.test("HTTP: pipelined requests are answered in order, and no more than are allowed", async () => {
  await using server = start({ maxRequests: 3 });
  const text = await askRaw(server.port, get(host) + get(host, "/a") + get(host) + get(host));
  assert.deepEqual(text.match(/HTTP\/1\.1 \d{3}/g), ["HTTP/1.1 200", "HTTP/1.1 404"]);
});

Deno.test("HTTP: idle connections count, and are let go", async () => {
  await using server = startServer({
    connectionBounds: { total: 20, perAddress: 20 },
    web: { assets, bounds: { ...defaultHttpBounds, keepAliveMs: 50 } },
  });
  const { port } = server;
  const idle = Array.from({ length: 20 }, async () => {
    const connection = await Deno.connect({ port });
    await connection.write(bytesOf(get(host)));
    await connection.read(new Uint8Array(4096));
    return connection;
  });
  const connections = await Promise.all(idle);
  for (const connection of connections) {
    const end = await bounded(connection.read(new Uint8Array(100)), () => "the end");
    assert.equal(end, null);
    connection.close();
  }
  await using _ann = await RawClient.join(port, "ann");
});

Deno.test("HTTP: a full server says so, and when to try again", async () => {
  await using server = startServer({
    connectionBounds: { total: 1, perAddress: 1 },
    web: { assets },
  });
  await using _ann = await RawClient.join(server.port, "ann");
  const { status, headers, body } = await askHttp(server.port, get(host));
  assert.equal(status, 503);
  assert.match(headers.get("Retry-After") ?? "", /^\d+$/);
  assert.match(body, /^The server is full: 1 are connected\n$/);
});

Deno.test("HTTP: any bytes behind a request's beginning get at most an answer each, and end nothing", async () => {
  await using server = start({ requestWithinMs: 20, keepAliveMs: 20, lingerMs: 20 });
  const rest = fc.string({ unit: fc.constantFrom(..."GET /HTP1.:\r\n\0\x7fxé0"), maxLength: 300 });
  const property = fc.asyncProperty(rest, async (rest) => {
    const text = await askRaw(server.port, `GET /${rest}`);
    if (text !== "") assert.ok(parseAnswer(text).status >= 200);
  });
  await fc.assert(property, { numRuns: 20 });
  await using _ann = await RawClient.join(server.port, "ann");
});
