import assert from "node:assert/strict";
import { text } from "node:stream/consumers";
import { makeOwnCertificate } from "../../../net/tls/own_certificate.ts";
import { startServer } from "../../../server.ts";
import { defaultSessionBounds } from "../../../server/sessions/session_bounds.ts";
import { bounded } from "../../support/bounded.ts";
import { RawClient } from "../../support/clients/raw_client.ts";

const encoder = new TextEncoder();

/** All that a server says to a client that begins so and then waits for the end. */
async function answerTo(port: number, first: string): Promise<string> {
  using connection = await Deno.connect({ port });
  await connection.write(encoder.encode(first));
  return await bounded(text(connection.readable), () => "the end of the answer");
}

function howToJoin(port: number): string {
  return `This is a chatroom server. Join with any IRC client, or with: chatroom client 127.0.0.1:${port}`;
}

Deno.test("a browser reads how to join, at the address that it went to", async () => {
  await using server = startServer();
  const { port } = server;
  const response = await fetch(`http://127.0.0.1:${port}/index.html?x=1`);
  assert.equal(response.status, 426);
  assert.equal(await response.text(), `${howToJoin(port)}\n`);
  const head = await fetch(`http://127.0.0.1:${port}/`, { method: "HEAD" });
  assert.deepEqual([head.status, await head.text()], [426, ""]);
});

Deno.test("a program that speaks something else is told how to join, with the server's fingerprint", async () => {
  const own = await makeOwnCertificate();
  await using server = startServer({ tls: { own } });
  const { port, fingerprint } = server;
  for (const first of ["SSH-2.0-OpenSSH_9.2\r\n", "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n"]) {
    assert.equal(await answerTo(port, first), `${howToJoin(port)}#${fingerprint}\r\n`, first);
  }
});

Deno.test("what a web page sends by HTTP comes into no room", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  const body = `{"type":"hello","version":1,"nick":"forged"}\n{"type":"say","text":"hi"}\n`;
  const response = await fetch(`http://127.0.0.1:${server.port}/`, { method: "POST", body });
  assert.equal(response.status, 426);
  await response.text();
  await bob.say("still here");
  assert.deepEqual([bob.all("join"), bob.all("message").length], [[], 1]);
});

Deno.test("who is told how to join and does not go is hung up on, and holds up no end", async () => {
  const sessionBounds = { ...defaultSessionBounds, lingerMs: 20 };
  await using server = startServer({ sessionBounds });
  using staying = await Deno.connect({ port: server.port });
  await staying.write(encoder.encode("EHLO me\n"));
  const read = async () => {
    while (await staying.read(new Uint8Array(100)) !== null);
  };
  await bounded(read(), () => "the end");
  const silent = await Deno.connect({ port: server.port });
  await bounded(server.stop(), () => "the server's end");
  silent.close();
});
