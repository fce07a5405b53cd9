import assert from "node:assert/strict";

import type { Figure } from "../../../helpers/measuring/figure.ts";
import { parseNetwork } from "../../../helpers/network/networks.ts";
import { startServer } from "../../../server.ts";
import { metricsRoute } from "../../../web/routes/metrics.ts";
import { askHttp, onlyRequest } from "../../support/clients/ask_http.ts";
import { trustedProxies } from "../../support/clients/proxied_client.ts";
import { valueOf } from "../../support/figures.ts";
import { RawClient } from "../../support/clients/raw_client.ts";

const figures: readonly Figure[] = [{
  ...{ type: "gauge", name: "here", help: "Who is here." },
  read: () => [{ value: 2 }],
}];

/** What somebody at that address is answered, and how often the figures were asked for. */
async function ask(address: string, headers: Record<string, string> = {}, from = "192.0.2.0/24") {
  let asked = 0;
  const readers = [parseNetwork(from) ?? assert.fail(from)];
  const route = metricsRoute({ readers, figures: () => (asked++, figures) });
  const answer = await route.answer({ query: "", headers, peer: { address } });
  return { ...answer, body: new TextDecoder().decode(answer.body), asked };
}

Deno.test("/metrics is for this machine and the networks that are named, and nobody else", async () => {
  for (const address of ["127.0.0.1", "127.9.9.9", "::1", "192.0.2.7"]) {
    const { status, body } = await ask(address);
    assert.deepEqual([status, /^here 2$/m.test(body)], [200, true], address);
  }
  for (const address of ["192.0.3.1", "10.0.0.1", "2001:db8::1", "this machine", "1.2.3.4"]) {
    const { status, body, asked } = await ask(address);
    assert.deepEqual([status, asked], [403, 0], address);
    assert.match(body, /^The server's measurements .*--metrics-from /);
    assert.ok(!body.includes("here"), "nothing of them is shown");
  }
  assert.equal((await ask("2001:db8::9", {}, "2001:db8::/64")).status, 200);
});

Deno.test("/metrics is not shown to who comes through a proxy on this machine", async () => {
  for (const name of ["forwarded", "via", "x-forwarded-for", "x-real-ip"]) {
    const { status, body } = await ask("127.0.0.1", { [name]: "127.0.0.1" });
    assert.equal(status, 403, name);
    assert.match(body, new RegExp(`proxy.*"${name}"`));
  }
});

Deno.test("/metrics knows who comes through a trusted proxy", async () => {
  const metricsReaders = [parseNetwork("10.1.2.0/24") ?? assert.fail()];
  await using server = startServer({ web: { metricsReaders }, trustedProxies });
  const statuses = ["10.1.2.3", "10.1.3.3", "127.0.0.1"].map(async (address) => {
    const line = `PROXY TCP4 ${address} 203.0.113.1 50000 5000\r\n`;
    return (await askHttp(server.port, line + onlyRequest("/metrics"))).status;
  });
  assert.deepEqual(await Promise.all(statuses), [200, 403, 200]);
});

Deno.test("/metrics sets nothing up before it is asked, and then once", async () => {
  let asked = 0;
  const route = metricsRoute({ figures: () => (asked++, figures) });
  assert.equal(asked, 0);
  const request = { query: "", headers: {}, peer: { address: "::1" } };
  await Promise.all([route.answer(request), route.answer(request)]);
  assert.equal(asked, 1);
});

Deno.test("GET /metrics tells what the server counts, in Prometheus's text format", async () => {
  await using server = startServer({ web: {}, version: "1.2.3" });
  await using ann = await RawClient.join(server.port, "ann");
  await ann.say("hi");
  ann.sendLines(`{"type":"evil"}`);
  await ann.next("error");
  const { status, headers, body } = await askHttp(server.port, onlyRequest("/metrics"));
  assert.equal(status, 200);
  assert.equal(headers.get("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  const lines = new Set(body.split("\n"));
  for (
    const line of [
      `chatroom_build_info{version="1.2.3",deno="${Deno.version.deno}"} 1`,
      'chatroom_messages_total{to="room"} 1',
      'chatroom_sessions{dialect="native",transport="tcp",encrypted="no"} 1',
      'chatroom_refused_total{code="unknown_type"} 1',
      'chatroom_append_seconds_bucket{le="+Inf"} 1',
      "chatroom_participants 1",
      "chatroom_keeps_messages 1",
    ]
  ) assert.ok(lines.has(line), line);
  assert.ok(!/evil|"ann"|\bann\b/.test(body), "nothing of what clients send");
  const names = body.matchAll(/^# TYPE (\S+) (\S+)$/gm);
  for (const [, name = "", type] of names) {
    assert.match(name, /^(chatroom|process)_[a-z_]+$/);
    assert.equal(name.endsWith("_total"), type === "counter", name);
    assert.match(body, new RegExp(`^# HELP ${name} .{20,}\\.$`, "m"));
  }
});

Deno.test("HTTP that is not let in is counted too, once", async () => {
  await using server = startServer({ web: {}, connectionBounds: { total: 1, perAddress: 9 } });
  await using _ann = await RawClient.join(server.port, "ann");
  assert.equal((await askHttp(server.port, onlyRequest("/healthz"))).status, 503);
  const count = (...labels: string[]) =>
    valueOf(server.figures(), "chatroom_http_responses_total", ...labels);
  assert.deepEqual([await count(), await count("none", "503")], [1, 1]);
});

Deno.test("answers over HTTP are counted by route and status, whatever path is asked for", async () => {
  const asset = { contentType: "text/javascript", bytes: new Uint8Array(1) };
  const assets = [
    { ...asset, path: "/", isImmutable: false },
    { ...asset, path: "/main-1234.js", isImmutable: true },
    { ...asset, path: "/other-5678.js", isImmutable: true },
  ];
  await using server = startServer({ web: { assets } });
  const requests = [
    ...["/", "/main-1234.js", "/other-5678.js", "/nothing", "/evil?x", "/%2e%2e"].map((path) =>
      onlyRequest(path)
    ),
    "NONSENSE / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n",
  ];
  for (const request of requests) await askHttp(server.port, request);
  const { body } = await askHttp(server.port, onlyRequest("/metrics"));
  const counted = body.match(/^chatroom_http_responses_total\{.*$/gm)?.toSorted();
  assert.deepEqual(counted, [
    'chatroom_http_responses_total{route="/",status="200"} 1',
    'chatroom_http_responses_total{route="assets",status="200"} 2',
    'chatroom_http_responses_total{route="none",status="400"} 1',
    'chatroom_http_responses_total{route="none",status="404"} 3',
    'chatroom_http_responses_total{route="none",status="501"} 1',
  ]);
});
