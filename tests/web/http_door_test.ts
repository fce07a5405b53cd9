import assert from "node:assert/strict";
import { parseNetwork } from "../../helpers/network/networks.ts";
import { makeOwnCertificate, ownKeyName } from "../../net/tls/own_certificate.ts";
import { startServer } from "../../server.ts";
import type { ServerOptions } from "../../server/server_options.ts";
import { defaultSessionBounds } from "../../server/sessions/session_bounds.ts";
import type { Asset } from "../../web/assets.ts";
import { defaultHttpBounds } from "../../web/http_bounds.ts";
import { bounded } from "../support/bounded.ts";
import { bytesOf } from "../support/bytes_of.ts";
import { askHttp, askRaw, parseAnswer } from "../support/clients/ask_http.ts";
import { connect } from "../support/clients/connect.ts";
import { RawClient } from "../support/clients/raw_client.ts";

const assets: readonly Asset[] = [{
  path: "/",
  contentType: "text/html; charset=utf-8",
  bytes: bytesOf("<!doctype html>the page"),
  isImmutable: false,
}];
/** Clients behind it are not exempt from limits, as this machine itself is. */
const thisMachine = [parseNetwork("127.0.0.1") ?? assert.fail()];
const own = await makeOwnCertificate();
const tls = { own };

function start(options: Omit<ServerOptions, "web"> & { web?: ServerOptions["web"] } = {}) {
  return startServer({ ...options, web: { assets, ...options.web } });
}

const get = (fields = "", path = "/") => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${fields}\r\n`;
const last = get("Connection: close\r\n");

Deno.test("the page is there in the clear and over TLS, on the port where clients of all kinds join", async () => {
  await using server = start({ tls });
  const { port } = server;
  for (const certificate of [undefined, own.certificate]) {
    const { status, body } = await askHttp(port, last, certificate);
    assert.deepEqual([status, body], [200, "<!doctype html>the page"]);
    await using _ann = await RawClient.join(port, "ann", { tls: certificate });
  }
});

Deno.test("over TLS HTTP/1.1 is chosen by name where it is offered, and nobody is refused for other offers", async () => {
  await using server = start({ tls });
  const offers: readonly [alpnProtocols: string[], chosen: string | null][] = [
    [["h2", "http/1.1"], "http/1.1"],
    [["irc"], null],
    [[], null],
  ];
  for (const [alpnProtocols, chosen] of offers) {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
    const options = { hostname: ownKeyName, caCerts: [own.certificate], alpnProtocols };
    using encrypted = await Deno.startTls(connection, options);
    assert.equal((await encrypted.handshake()).alpnProtocol, chosen, alpnProtocols.join());
  }
});

Deno.test("every answer tells browsers to load, frame, and tell others nothing", async () => {
  await using server = start({ tls });
  const asked = [
    last,
    get("Connection: close\r\n", "/none"),
    "POST / HTTP/1.1\r\n\r\n",
    "GET / X\r\n",
  ];
  for (const request of [...asked, "BREW / HTTP/1.1\r\n\r\n"]) {
    const { headers } = await askHttp(server.port, request);
    const policy = headers.get("Content-Security-Policy") ?? "";
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/, request);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /unsafe|data:|http|\*/);
    assert.equal(headers.get("X-Content-Type-Options"), "nosniff");
    assert.equal(headers.get("X-Frame-Options"), "DENY");
    assert.equal(headers.get("Referrer-Policy"), "no-referrer");
    assert.equal(headers.get("Cross-Origin-Resource-Policy"), "same-origin");
    assert.match(headers.get("Permissions-Policy") ?? "", /camera=\(\), .*geolocation=\(\)/);
    assert.match(headers.get("Date") ?? "", / GMT$/);
    for (const name of ["Server", "X-Powered-By", "Strict-Transport-Security"]) {
      assert.equal(headers.get(name), null, name);
    }
  }
});

Deno.test("the page is kept apart from what opened it over TLS, where browsers heed that", async () => {
  await using server = start({ tls });
  const told = [undefined, own.certificate].map(async (certificate) =>
    (await askHttp(server.port, last, certificate)).headers.get("Cross-Origin-Opener-Policy")
  );
  assert.deepEqual(await Promise.all(told), [null, "same-origin"]);
});

Deno.test("browsers are bound to https where that is asked for, and told so over TLS alone", async () => {
  await using server = start({ tls, web: { hsts: true } });
  const told = [undefined, own.certificate].map(async (certificate) =>
    (await askHttp(server.port, last, certificate)).headers.get("Strict-Transport-Security")
  );
  assert.deepEqual(await Promise.all(told), [null, "max-age=31536000"]);
});

Deno.test("a name that the server was given lets browsers come by it", async () => {
  await using server = start({ web: { hostNames: ["chat.example"] } });
  const ask = (host: string) =>
    askHttp(server.port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  assert.equal((await ask("chat.example:5000")).status, 200);
  const { status, body } = await ask("Other.Example");
  assert.equal(status, 421);
  assert.match(body, /--allow-host other\.example\n$/);
});

Deno.test("HEAD gets what GET gets, without the content", async () => {
  await using server = start();
  const head = await askHttp(server.port, last.replace("GET", "HEAD"));
  const { status, headers } = await askHttp(server.port, last);
  for (const each of [head.headers, headers]) each.delete("Date");
  assert.deepEqual([head.status, head.body], [status, ""]);
  assert.deepEqual([...head.headers], [...headers]);
});

Deno.test("a connection serves one request after another, and a client that ends its side behind them", async () => {
  await using server = start();
  const connection = await connect(server.port);
  for (let count = 0; count < 3; count++) {
    await connection.write(bytesOf(get()));
    const buffer = new Uint8Array(4096);
    const read = await connection.read(buffer) ?? 0;
    const answer = parseAnswer(String.fromCharCode(...buffer.subarray(0, read)));
    assert.deepEqual([answer.status, answer.headers.get("Connection")], [200, "keep-alive"]);
  }
  await connection.write(bytesOf(get()));
  await connection.closeWrite();
  const text = await bounded(new Response(connection.readable).text(), () => "the end");
  assert.equal(parseAnswer(text).status, 200);
});

Deno.test("who connects too fast by HTTP hears 429 and how long to wait", async () => {
  const addressRate = { burst: 1, perSecond: 0.02 };
  await using server = start({
    sessionBounds: { ...defaultSessionBounds, addressRate },
    trustedProxies: thisMachine,
  });
  const request = `PROXY TCP4 192.0.2.1 127.0.0.1 1 2\r\n${last}`;
  assert.equal((await askHttp(server.port, request)).status, 200);
  const { status, headers, body } = await askHttp(server.port, request);
  assert.equal(status, 429);
  assert.ok(Number(headers.get("Retry-After")) > 1);
  assert.match(body, /^Too many connections from 192\.0\.2\.1: try again in /);
});

Deno.test("who asks too much hears 429, however few connections it takes", async () => {
  const addressRate = { burst: 1, perSecond: 0.02 };
  await using server = start({
    sessionBounds: { ...defaultSessionBounds, addressRate },
    trustedProxies: thisMachine,
    web: { bounds: { ...defaultHttpBounds, maxPipelined: 10 } },
  });
  const header = "PROXY TCP4 192.0.2.1 127.0.0.1 1 2\r\n";
  const text = await askRaw(server.port, `${header}${get().repeat(5)}${last}`);
  const statuses = text.match(/(?<=HTTP\/1\.1 )\d{3}/g);
  assert.deepEqual(statuses, ["200", "200", "200", "200", "200", "429"]);
  assert.match(text, /Too many requests from 192\.0\.2\.1: try again in /);
});

Deno.test("where encryption is required, browsers in the clear hear how to come", async () => {
  await using server = start({ tls: { own, required: true }, trustedProxies: thisMachine });
  const { status, headers, body } = await askHttp(
    server.port,
    `PROXY TCP4 192.0.2.1 127.0.0.1 1 2\r\n${last}`,
  );
  assert.equal(status, 426);
  assert.match(headers.get("Upgrade") ?? "", /^TLS\//);
  assert.match(body, /https:\/\//);
});

Deno.test("a server that stops ends idle connections at once", async () => {
  const bounds = { ...defaultHttpBounds, keepAliveMs: 60_000 };
  const server = start({ web: { bounds } });
  const idle = await connect(server.port);
  await idle.write(bytesOf(get()));
  await idle.read(new Uint8Array(4096));
  await bounded(server.stop(), () => "the server's end");
  assert.equal(await idle.read(new Uint8Array(1)), null);
  idle.close();
});

Deno.test("without the page HTTP is spoken all the same, and without HTTP it says how to join", async () => {
  await using unbuilt = startServer({ web: {} });
  assert.equal((await askHttp(unbuilt.port, last)).status, 503);
  await using none = startServer();
  assert.match(await askRaw(none.port, last), /^HTTP\/1\.1 426 .*chatroom client/s);
});
