import assert from "node:assert/strict";
import type { Address } from "../../../cli/address.ts";
import { ClientError } from "../../../client/client_error.ts";
import { fingerprintOfPem } from "../../../net/tls/fingerprint.ts";
import { type KeyPair, makeOwnCertificate } from "../../../net/tls/own_certificate.ts";
import type { KnownServer } from "../../../subcommands/trust/known_servers.ts";
import { expectedOf, TrustedOpener } from "../../../subcommands/trust/trusted_opener.ts";
import { type Answer, Answering, bytes, genuine } from "../../net/tls/answering.ts";

const [own, other] = await Promise.all([makeOwnCertificate(), makeOwnCertificate()]);
const [known, otherKnown] = [knownOf(own), knownOf(other)];
const fingerprint = fingerprintOfPem(own.certificate);
const damaged = new Error("the file is damaged");
const { signal } = new AbortController();

function knownOf({ certificate }: KeyPair): KnownServer {
  return { by: "key", fingerprint: fingerprintOfPem(certificate), certificate };
}

/** What a client knows: one server at most. `find` and `keep` fail with `problem`. */
class Memory {
  problem: Error | undefined;
  readonly path = "/settings/known_servers.json";
  /** Kept by another client just before this one keeps something. */
  meanwhile: KnownServer | undefined;

  constructor(public server?: KnownServer) {}

  get fingerprint(): string | undefined {
    return this.server?.by === "key" ? this.server.fingerprint : undefined;
  }

  find(): KnownServer | undefined {
    if (this.problem !== undefined) throw this.problem;
    return this.server;
  }

  keep(_address: unknown, server: KnownServer, before: KnownServer | undefined): Promise<boolean> {
    if (this.problem !== undefined) return Promise.reject(this.problem);
    this.server = this.meanwhile ?? this.server;
    this.meanwhile = undefined;
    if (this.server !== undefined && this.server !== before) return Promise.resolve(false);
    this.server = server;
    return Promise.resolve(true);
  }
}

function openerTo(address: Address, memory: Memory, warnings: string[] = []): TrustedOpener {
  const commandFor = (address: string) => `chatroom client ${address}`;
  return new TrustedOpener(address, memory, commandFor, (text) => warnings.push(text));
}

/** Connects so often, and gives what a person was told. */
async function open(opener: TrustedOpener, times = 1): Promise<string[]> {
  const told: string[] = [];
  for (let time = 0; time < times; time++) {
    const transport = await opener.open(signal, (note) => told.push(note));
    transport.close();
  }
  return told;
}

const isUntrusted = (why: RegExp) => (error: unknown) =>
  error instanceof ClientError && error.code === "untrusted" && why.test(error.message);

function serve(...answers: Answer[]): Answering {
  return new Answering(answers);
}

Deno.test("TrustedOpener tells once which key it trusts for the first time, and keeps it", async () => {
  await using server = serve(genuine(own));
  const memory = new Memory();
  const told = await open(openerTo(server.address, memory), 2);
  assert.equal(told.length, 1);
  assert.match(told[0] ?? "", new RegExp(`^First time here: .*${fingerprint}`));
  assert.equal(memory.fingerprint, fingerprint);
});

Deno.test("TrustedOpener with a fingerprint keeps the key, and warns if it was another one", async () => {
  await using server = serve(genuine(own));
  for (const before of [undefined, known, otherKnown, { by: "authority" } as const]) {
    const memory = new Memory(before);
    const warnings: string[] = [];
    const opener = openerTo({ ...server.address, fingerprint }, memory, warnings);
    assert.deepEqual(await open(opener, 2), []);
    assert.equal(memory.fingerprint, fingerprint);
    const isNew = before !== undefined && before !== known;
    assert.equal(warnings.length, isNew ? 1 : 0);
    if (isNew) assert.match(warnings[0] ?? "", new RegExp(`had .* before.*; .*${fingerprint}`));
  }
});

Deno.test("TrustedOpener refuses another key, and one that another client has kept meanwhile", async () => {
  await using server = serve(genuine(own));
  const refused = openerTo(server.address, new Memory(otherKnown));
  await assert.rejects(open(refused), isUntrusted(/key has changed/));
  const memory = new Memory();
  memory.meanwhile = otherKnown;
  await assert.rejects(
    open(openerTo(server.address, memory)),
    isUntrusted(/key has changed/),
  );
  assert.deepEqual(memory.server, otherKnown);
});

Deno.test("TrustedOpener trusts nobody where it cannot read what is known, but by a fingerprint", async () => {
  await using server = serve(genuine(own));
  const memory = new Memory();
  memory.problem = damaged;
  await assert.rejects(open(openerTo(server.address, memory)), isUntrusted(/is damaged/));
  assert.equal(server.count, 0);
  const told = await open(openerTo({ ...server.address, fingerprint }, memory));
  assert.match(told.join("\n"), /is not kept, .*: the file is damaged$/);
});

Deno.test("TrustedOpener holds to what was proven in this run where nothing can be kept or read", async () => {
  const memory = new Memory();
  memory.keep = () => Promise.reject(new Error("read-only"));
  await using server = serve(genuine(own), genuine(own), genuine(other));
  const opener = openerTo(server.address, memory);
  const told = (await open(opener)).join("\n");
  assert.match(told, /^First time here: .*\nThe key of \S+ is not kept, .*: read-only$/);
  assert.doesNotMatch(told, /is kept/);
  await assert.rejects(open(opener), isUntrusted(/key has changed/));
  memory.problem = damaged;
  await assert.rejects(open(opener), isUntrusted(/key has changed/));
});

Deno.test("TrustedOpener tells nothing where what is known is proven, and only that it was used cannot be kept", async () => {
  await using server = serve(genuine(own));
  const memory = new Memory(known);
  memory.keep = () => Promise.reject(new Error("read-only"));
  assert.deepEqual(await open(openerTo(server.address, memory), 2), []);
});

Deno.test("TrustedOpener never goes in the clear to a server that was encrypted in this run", async () => {
  await using server = serve(genuine(own), genuine(own), bytes("What?\n"));
  const opener = openerTo(server.address, new Memory());
  await open(opener);
  await assert.rejects(open(opener), isUntrusted(/does not encrypt/));
});

Deno.test("TrustedOpener goes in the clear where nothing is known, and encrypts once the server does", async () => {
  const plain = bytes("What?\n");
  const answers = Array<Answer>(6).fill(plain);
  await using server = serve(...answers, genuine(own));
  const memory = new Memory();
  const told = await open(openerTo(server.address, memory), 3);
  assert.match(told.join("\n"), /^First time here/);
  assert.equal(memory.fingerprint, fingerprint);
});

Deno.test("expectedOf() holds to the fingerprint, with the certificate that is kept of that key", () => {
  const certificate = own.certificate;
  assert.deepEqual(expectedOf(undefined, undefined), { type: "nothing" });
  assert.deepEqual(expectedOf({ by: "authority" }, undefined), { type: "authority" });
  assert.deepEqual(expectedOf(known, undefined), { type: "key", fingerprint, certificate });
  assert.deepEqual(expectedOf(known, fingerprint), { type: "key", fingerprint, certificate });
  for (const kept of [undefined, otherKnown, { by: "authority" } as const]) {
    assert.deepEqual(expectedOf(kept, fingerprint), { type: "key", fingerprint });
  }
});
