import assert from "node:assert/strict";
import { fingerprintOfPem } from "../../../net/tls/fingerprint.ts";
import { HandshakeError } from "../../../net/tls/handshake_error.ts";
import { makeOwnCertificate } from "../../../net/tls/own_certificate.ts";
import { probe } from "../../../net/tls/probe.ts";
import { reach, RefusedServerError } from "../../../net/tls/reach.ts";
import type { Expected, Refusal } from "../../../net/tls/next_step.ts";
import { asFirstVersion, makeCertificate } from "../../support/tls/certificates.ts";
import {
  alert,
  type Answer,
  Answering,
  byteByByte,
  bytes,
  forged,
  genuine,
  reset,
  silence,
  wronglySigned,
} from "./answering.ts";

const [own, other] = await Promise.all([makeOwnCertificate(), makeOwnCertificate()]);
const fingerprint = fingerprintOfPem(own.certificate);

const nothing: Expected = { type: "nothing" };
const authority: Expected = { type: "authority" };
const inAddress: Expected = { type: "key", fingerprint };
const kept: Expected = { type: "key", fingerprint, certificate: own.certificate };
const all = [nothing, authority, inAddress, kept];
const known = [authority, inAddress, kept];

const text = bytes("What do you want?\n");

interface Outcome {
  readonly by?: string;
  readonly encryption?: string;
  readonly refused?: Refusal["code"];
  readonly error?: string;
  /** How many connections it took. */
  readonly count: number;
}

/** What becomes of it where a server answers so, one connection after another. */
async function outcomeOf(
  expected: Expected,
  answers: readonly Answer[],
  signal: AbortSignal = new AbortController().signal,
): Promise<Outcome> {
  await using server = new Answering(answers);
  try {
    const { by, transport } = await reach(server.address, expected, 1000, signal);
    const { encryption } = transport.peer;
    transport.close();
    return { by, ...encryption !== undefined && { encryption }, count: server.count };
  } catch (error) {
    const { count } = server;
    if (error instanceof RefusedServerError) return { refused: error.refusal.code, count };
    if (error instanceof HandshakeError) return { error: error.code, count };
    return { error: String(error), count };
  }
}

Deno.test("reach() believes a server that proves its key, and sees what it says", async () => {
  await using server = new Answering([genuine(own)]);
  const { signal } = new AbortController();
  for (const expected of [nothing, inAddress, kept]) {
    const reached = await reach(server.address, expected, 1000, signal);
    assert.ok(reached.by === "key");
    assert.equal(fingerprintOfPem(reached.certificate), fingerprint);
    assert.equal(reached.transport.peer.encryption, "TLS");
    for await (const frame of reached.transport.frames) {
      assert.equal(new TextDecoder().decode(frame), "hello");
      break;
    }
    reached.transport.close();
  }
  assert.equal(server.count, 5, "a kept key takes one connection, the others two");
});

Deno.test("reach() refuses another key where one is known, of whichever server", async () => {
  for (const expected of [inAddress, kept]) {
    assert.equal((await outcomeOf(expected, [genuine(other)])).refused, "other_key");
  }
  assert.equal((await outcomeOf(authority, [genuine(other)])).refused, "not_vouched_for");
});

Deno.test("reach() refuses who shows the server's certificate, and has another key", async () => {
  const version1 = forged(asFirstVersion(own.certificate), other.key);
  // So little does Node's TLS look at such a certificate.
  await using server = new Answering([version1]);
  const seen = await probe(server.address, "", new AbortController().signal);
  assert.ok(seen.type === "certificate");
  assert.equal(seen.certificate.fingerprint, fingerprint);
  for (const expected of [inAddress, kept]) {
    const outcome = await outcomeOf(expected, [version1]);
    assert.deepEqual(outcome, { refused: "not_proven", count: 2 });
  }
  // The genuine server answers to the first look, somebody else from then on.
  assert.equal((await outcomeOf(inAddress, [genuine(own), version1])).refused, "not_proven");
  assert.equal((await outcomeOf(nothing, [genuine(own), version1])).refused, "not_proven");
  assert.equal((await outcomeOf(nothing, [genuine(own), genuine(other)])).refused, "not_proven");
  assert.equal((await outcomeOf(nothing, [version1])).refused, "bad_certificate");
});

Deno.test("reach() refuses who shows a certificate, and signs the handshake with another key", async () => {
  const vouched = await makeCertificate({ by: other });
  for (const shown of [own, vouched]) {
    for (const expected of all) {
      const { refused } = await outcomeOf(expected, [wronglySigned(shown)]);
      assert.equal(refused, "not_proven", expected.type);
    }
  }
  // The genuine server answers to the first look.
  for (const expected of [nothing, inAddress]) {
    const outcome = await outcomeOf(expected, [genuine(own), wronglySigned(own)]);
    assert.deepEqual(outcome, { refused: "not_proven", count: 2 });
  }
});

Deno.test("reach() goes in the clear after two answers that are no TLS, where nothing is known", async () => {
  assert.deepEqual(await outcomeOf(nothing, [text]), { by: "nothing", count: 3 });
  const once = await outcomeOf(nothing, [text, genuine(own)]);
  assert.deepEqual(once, { by: "key", encryption: "TLS", count: 3 });
  for (const expected of known) {
    assert.deepEqual(await outcomeOf(expected, [text]), { refused: "not_encrypted", count: 1 });
  }
  const changed = await outcomeOf(nothing, [genuine(own), text]);
  assert.deepEqual(changed, { refused: "not_encrypted", count: 2 });
});

Deno.test("reach() goes nowhere in the clear after an alert, a reset or an end", async () => {
  for (const [name, answer] of Object.entries({ alert, reset, end: bytes("") })) {
    for (const expected of all) {
      const outcome = await outcomeOf(expected, [answer]);
      assert.deepEqual(outcome, { error: "broken", count: 1 }, `${name} ${expected.type}`);
    }
    assert.deepEqual(await outcomeOf(nothing, [text, answer]), { error: "broken", count: 2 });
    const later = await outcomeOf(nothing, [genuine(own), answer]);
    assert.deepEqual(later, { error: "broken", count: 2 });
  }
  // A record of TLS that ends, or is none after all.
  for (const begun of [Uint8Array.of(22), Uint8Array.of(22, 3, 3, 0, 200, 1), "\x16what?\n"]) {
    assert.deepEqual(await outcomeOf(nothing, [bytes(begun)]), { error: "broken", count: 1 });
  }
});

Deno.test("reach() ends with its signal where nothing comes, or nothing more", async () => {
  const cases: readonly [expected: readonly Expected[], before: readonly Answer[]][] = [
    [all, []],
    [[nothing], [text]],
    [[nothing, inAddress], [genuine(own)]],
  ];
  for (const [expectations, before] of cases) {
    for (const expected of expectations) {
      const ended = new AbortController();
      const last: Answer = (connection) => silence(connection).then(() => ended.abort());
      const outcome = await outcomeOf(expected, [...before, last], ended.signal);
      assert.deepEqual(outcome, { error: "broken", count: before.length + 1 });
    }
  }
});

Deno.test("reach() reads a handshake byte by byte", async () => {
  const outcome = await outcomeOf(nothing, [byteByByte(own)]);
  assert.deepEqual(outcome, { by: "key", encryption: "TLS", count: 2 });
});

Deno.test("reach() that can look at no certificate believes what it knows, and is in the clear elsewhere", async () => {
  await using server = new Answering([genuine(own)]);
  const { signal } = new AbortController();
  const old = { canProbe: false };
  const { by, transport } = await reach(server.address, kept, 1000, signal, old);
  transport.close();
  assert.equal(by, "key");
  await assert.rejects(reach(server.address, inAddress, 1000, signal, old), /cannot see/);
  const unknown = await reach(server.address, nothing, 1000, signal, old);
  unknown.transport.close();
  assert.equal(unknown.by, "nothing");
});

Deno.test("reach() says that a web server is none", async () => {
  const web = bytes("HTTP/1.1 400 Bad Request\r\n\r\n");
  assert.match((await outcomeOf(nothing, [web])).error ?? "", /a web server answers there/);
});

Deno.test("reach() tells what is wrong with a certificate, and takes one that nobody vouches for as none", async () => {
  const refusals: readonly [from: string, to: string, problem: string][] = [
    ["2000-01-01", "2001-01-01", "expired"],
    ["2200-01-01", "2201-01-01", "not_yet_valid"],
  ];
  for (const [from, to, problem] of refusals) {
    const authority = await makeCertificate({ from: new Date(from), to: new Date(to) });
    await using server = new Answering([genuine(own, authority)]);
    const { signal } = new AbortController();
    await assert.rejects(reach(server.address, nothing, 1000, signal), (error) => {
      assert.ok(error instanceof RefusedServerError);
      const { refusal } = error;
      assert.ok(refusal.code === "bad_certificate");
      assert.equal(refusal.problem, problem);
      assert.deepEqual(refusal.found.names, ["chat.example"]);
      return true;
    });
    // Its own key is as good as before.
    const { transport } = await reach(server.address, inAddress, 1000, signal);
    transport.close();
  }
  const unknown = await makeCertificate({ names: ["\x1b[31mchat.example"] });
  const outcome = await outcomeOf(nothing, [genuine(own, unknown)]);
  assert.deepEqual(outcome, { by: "key", encryption: "TLS", count: 4 });
  const foreign = await outcomeOf(nothing, [genuine(unknown)]);
  assert.deepEqual(foreign, { refused: "bad_certificate", count: 3 });
});
