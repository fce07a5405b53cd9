import assert from "node:assert/strict";
import { join } from "node:path";
import { fingerprintOfPem } from "../../net/tls/fingerprint.ts";
import { readKeyPair } from "../../net/tls/read_key_pair.ts";
import { makeCertificate } from "../support/tls/certificates.ts";
import { commandLine, Program } from "../support/program/program.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";

const local = ["--host", "127.0.0.1", "--port", "0"];

function start(directory: string, ...args: string[]): Program {
  const more = [...local, "--log", "json", "--data", directory];
  return Program.start(commandLine("server", ...more, ...args));
}

function listening(program: Program): Promise<{ port: number; fingerprint: unknown }> {
  return program.record("listening", ({ port, fingerprint }) => ({
    port: Number(port),
    fingerprint,
  }));
}

async function stop(program: Program): Promise<void> {
  program.kill(Deno.build.os === "windows" ? "SIGKILL" : "SIGTERM");
  await program.status();
}

Deno.test("a server makes its key at the first start, and has the same ever after, wherever its directory is", async () => {
  await using directory = await TemporaryDirectory.make();
  await using elsewhere = await TemporaryDirectory.make();
  const path = join(directory.path, "chatroom.key");
  await using first = start(directory.path);
  const { port, fingerprint } = await listening(first);
  await first.record("key_made", ({ level }) => level === "info");
  const key = Deno.readTextFileSync(path);
  const { certificate } = readKeyPair(key, key);
  assert.equal(fingerprint, fingerprintOfPem(certificate));
  await using ann = await RawClient.join(port, "ann", { tls: certificate });
  await ann.say("nobody else can read this");
  await stop(first);
  Deno.copyFileSync(path, join(elsewhere.path, "chatroom.key"));
  const cases = [[directory.path], [directory.path, "--memory"], [elsewhere.path]] as const;
  for (const [place, ...more] of cases) {
    await using server = start(place, ...more);
    assert.equal((await listening(server)).fingerprint, fingerprint, place);
    await stop(server);
    assert.deepEqual(server.records.filter(({ event }) => event === "key_made"), []);
  }
  assert.equal(Deno.readTextFileSync(path), key);
});

Deno.test("a server with a key that cannot be used does not start, and says what to do", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "chatroom.key");
  Deno.writeTextFileSync(path, "-----BEGIN PRIVATE KEY-----\nMIG");
  for (const more of [[], ["--memory"]]) {
    await using server = start(directory.path, ...more);
    assert.equal(await server.status(), 1);
    assert.equal(server.error.items.length, 1, server.error.items.join("\n"));
    assert.match(
      server.error.items[0] ?? "",
      /^chatroom: The server's key in ".*" cannot be used: .*is cut off/,
    );
    assert.deepEqual(server.out.items, []);
  }
  await using off = start(directory.path, "--tls", "off");
  assert.equal((await listening(off)).fingerprint, undefined);
  const told = await off.record("no_encryption", ({ message }) => String(message));
  assert.match(told, /clients that know the key refuse it$/);
});

Deno.test("a server in memory without a place for its key goes on, and says so", async () => {
  const env = { HOME: "", XDG_DATA_HOME: "", LOCALAPPDATA: "" };
  const command = commandLine("server", ...local, "--memory", "--log", "json");
  await using server = Program.start(command, { env });
  const { port, fingerprint } = await listening(server);
  assert.match(String(fingerprint), /^[a-z2-7-]{24}$/);
  await server.record("key_not_kept", ({ level }) => level === "warning");
  await using ann = await RawClient.join(port, "ann");
  await ann.say("hi");
});

Deno.test("--cert and --key serve that certificate, and the server's own to who asks for it", async () => {
  await using directory = await TemporaryDirectory.make();
  const [cert, key] = ["cert.pem", "key.pem"].map((name) => join(directory.path, name));
  assert.ok(cert !== undefined && key !== undefined);
  const given = await makeCertificate({ names: ["localhost"], to: new Date("2001-01-01") });
  Deno.writeTextFileSync(cert, given.certificate);
  await Deno.writeTextFile(key, given.key, { mode: 0o600 });
  await using server = start(directory.path, "--cert", cert, "--key", key);
  const { port, fingerprint } = await listening(server);
  await server.record(
    "certificate",
    ({ message }) => /expired on 2001-01-01/.test(String(message)),
  );
  const kept = Deno.readTextFileSync(join(directory.path, "chatroom.key"));
  const own = readKeyPair(kept, kept);
  assert.equal(fingerprint, fingerprintOfPem(own.certificate));
  await using _ann = await RawClient.join(port, "ann", { tls: own.certificate });
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  // Strict, so the certificate is known by why it is refused.
  const strict = Deno.startTls(connection, { hostname: "localhost", caCerts: [given.certificate] });
  await assert.rejects(strict.then((tls) => tls.handshake()), /Expired/i);
});

Deno.test("options of encryption that cannot be met are told before anything is opened, with exit status 2", async () => {
  await using directory = await TemporaryDirectory.make();
  const data = join(directory.path, "data");
  const cases: readonly (readonly [args: readonly string[], told: RegExp])[] = [
    [["--cert", "x"], /--cert and --key go together/],
    [["--cert", "x", "--key", "y"], /--key must be a file that can be read: "y"/],
  ];
  for (const [args, told] of cases) {
    await using server = start(data, ...args);
    assert.equal(await server.status(), 2);
    assert.match(server.error.items.join(), told);
  }
  assert.deepEqual([...Deno.readDirSync(directory.path)], []);
});
