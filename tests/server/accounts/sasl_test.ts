import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
import { startServer } from "../../../server.ts";
import { limits } from "../../../protocol.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

const password = "correct horse";

async function serverWithAnn() {
  const server = startServer({ sessionBounds: unlimited });
  await using ann = await RawClient.join(server.port, "ann");
  ann.sendLines(JSON.stringify({ type: "register", account: "*", password }));
  await ann.next("login");
  ann.sendLines(JSON.stringify({ type: "bye" }));
  await ann.next("bye");
  return server;
}

function base64(text: string | Uint8Array): string {
  return Buffer.from(text).toString("base64");
}

/** What comes of one step: the server's data, the account that is logged in to, or the code of a refusal. */
async function step(client: RawClient, about: object): Promise<string> {
  client.sendLines(JSON.stringify({ type: "sasl", id: "s", ...about }));
  return await client.transcript.next((message) => {
    if (message.type === "sasl") return Buffer.from(message.data, "base64").toString();
    if (message.type === "login") return `account ${message.account}`;
    return message.type === "error" && message.id === "s" ? message.code : undefined;
  }, "the answer");
}

function hmac(key: Uint8Array, text: string): Uint8Array {
  return createHmac("sha256", key).update(text).digest();
}

/** The client's last message, and what the server's must be (RFC 5802, 3). */
function prove(secret: string, bare: string, serverFirst: string): [final: string, v: string] {
  const [, nonce = "", salt = "", rounds] = /^r=(.*),s=(.*),i=(\d+)$/.exec(serverFirst) ?? [];
  const salted = pbkdf2Sync(secret, Buffer.from(salt, "base64"), Number(rounds), 32, "sha256");
  const unproved = `c=biws,r=${nonce}`;
  const signed = `${bare},${serverFirst},${unproved}`;
  const clientKey = hmac(salted, "Client Key");
  const signature = hmac(createHash("sha256").update(clientKey).digest(), signed);
  const proof = clientKey.map((byte, index) => byte ^ (signature[index] ?? 0));
  const v = `v=${base64(hmac(hmac(salted, "Server Key"), signed))}`;
  return [`${unproved},p=${base64(proof)}`, v];
}

async function scram(client: RawClient, name: string, secret: string): Promise<string> {
  const bare = `n=${name},r=abc`;
  assert.equal(await step(client, { mechanism: "scram-sha-256" }), "");
  const serverFirst = await step(client, { data: base64(`n,,${bare}`) });
  const [final, v] = prove(secret, bare, serverFirst);
  const answered = await step(client, { data: base64(final) });
  if (!answered.startsWith("v=")) return answered;
  assert.equal(answered, v);
  return await step(client, { data: "" });
}

Deno.test("PLAIN logs in, in one step or in two, also after hello", async () => {
  await using server = await serverWithAnn();
  const data = base64(`\0ann\0${password}`);
  await using client = await RawClient.connect(server.port);
  assert.equal(await step(client, { mechanism: "PLAIN", data }), "account ann");
  assert.equal((await client.hello("lee")).nick, "lee");
  assert.equal(await step(client, { mechanism: "PLAIN", data }), "already_logged_in");
  await using other = await RawClient.join(server.port, "kim");
  assert.equal(await step(other, { mechanism: "plain" }), "");
  const named = base64(`ann\0ann\0${password}`);
  assert.equal(await step(other, { data: named }), "account ann");
});

Deno.test("SCRAM-SHA-256 logs in, and both prove that they have the password", async () => {
  await using server = await serverWithAnn();
  await using client = await RawClient.connect(server.port);
  assert.equal(await scram(client, "ann", "wrong horse"), "password_wrong");
  assert.equal(await scram(client, "nobody", password), "password_wrong");
  assert.equal(await scram(client, "ann", password), "account ann");
  assert.equal((await client.hello("ann")).nick, "ann");
});

Deno.test("PLAIN refuses what is none: NUL where none belongs, no UTF-8, another's name, too much", async () => {
  await using server = await serverWithAnn();
  await using client = await RawClient.connect(server.port);
  const refused = [
    ...[`ann\0${password}`, `\0ann\0${password}\0`, `\0ann\0correct\0horse`, "", "\0\0", "\0ann\0"],
    ...[`bob\0ann\0${password}`, `\0ann\0${"p".repeat(limits.secretBytes + 1)}`],
  ].map(base64);
  for (const data of [...refused, base64(Uint8Array.of(0, 97, 0, 0xff)), "no base64!", "AA"]) {
    assert.equal(await step(client, { mechanism: "PLAIN", data }), "bad_field", data);
  }
  assert.equal(
    await step(client, { mechanism: "PLAIN", data: "A".repeat(limits.saslLength + 1) }),
    "bad_field",
  );
});

Deno.test("an exchange that is given up, or was none, is over", async () => {
  await using server = await serverWithAnn();
  await using client = await RawClient.connect(server.port);
  assert.equal(await step(client, { data: "AA==" }), "login_aborted");
  assert.equal(await step(client, { mechanism: "EXTERNAL" }), "mechanism_unknown");
  assert.equal(await step(client, { mechanism: "PLAIN" }), "");
  assert.equal(await step(client, { abort: true }), "login_aborted");
  const data = base64(`\0ann\0${password}`);
  assert.equal(await step(client, { data }), "login_aborted");
  assert.equal(await step(client, { mechanism: "PLAIN", data }), "account ann");
});
