import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { fingerprintOfPem } from "../../../net/tls/fingerprint.ts";
import { makeOwnCertificate } from "../../../net/tls/own_certificate.ts";
import { readServerCertificate } from "../../../net/tls/server_certificate.ts";
import {
  type KnownServer,
  KnownServers,
  maxKnownServers,
} from "../../../subcommands/trust/known_servers.ts";
import { makePipe } from "../../support/files/make_pipe.ts";
import { makeCertificate } from "../../support/tls/certificates.ts";
import { TemporaryDirectory } from "../../support/files/temporary_directory.ts";

const [one, other] = await Promise.all([knownKey(), knownKey()]);
const server = { host: "chat.example", port: 5000 };
const today = () => new Date("2026-11-28T12:00:00Z");

async function knownKey(): Promise<KnownServer> {
  const { certificate } = await makeOwnCertificate();
  return { by: "key", fingerprint: fingerprintOfPem(certificate), certificate };
}

Deno.test("KnownServers keeps what a server has proven, for its owner alone, under every spelling of its host", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = `${directory.path}/settings`;
  const servers = new KnownServers(path, today);
  assert.equal(servers.find(server), undefined);
  assert.ok(await servers.keep(server, one, undefined));
  const again = new KnownServers(path);
  for (const host of ["chat.example", "CHAT.example"]) {
    assert.deepEqual(again.find({ ...server, host }), one);
  }
  assert.equal(again.find({ ...server, port: 5001 }), undefined);
  assert.equal(again.find({ ...server, host: "127.0.0.1" }), undefined);
  const loopback = { host: "0:0:0:0:0:0:0:1", port: 5000 };
  assert.ok(await servers.keep(loopback, { by: "authority" }, undefined));
  assert.deepEqual(again.find({ ...loopback, host: "::1" }), { by: "authority" });
  assert.ok(await servers.keep({ ...server, host: "bücher.example" }, one, undefined));
  assert.deepEqual(again.find({ ...server, host: "xn--bcher-kva.example" }), one);
  const [link, otherLink] = ["fe80::1%eth0", "fe80::1%eth1"].map((host) => ({ host, port: 5000 }));
  assert.ok(link !== undefined && otherLink !== undefined);
  assert.ok(await servers.keep(link, one, undefined));
  assert.deepEqual(again.find({ ...link, host: "FE80:0::1%eth0" }), one);
  assert.equal(again.find(otherLink), undefined, "another machine may have that address there");
  assert.deepEqual(again.find(server), one);
  if (Deno.build.os === "windows") return;
  const { mode } = Deno.statSync(`${path}/known_servers.json`);
  assert.equal((mode ?? 0) & 0o777, 0o600);
});

Deno.test("KnownServers puts a new key only in the place of what was known", async () => {
  await using directory = await TemporaryDirectory.make();
  const servers = new KnownServers(directory.path, today);
  assert.ok(await servers.keep(server, one, undefined));
  assert.ok(!await servers.keep(server, other, undefined), "another client has kept one meanwhile");
  assert.deepEqual(servers.find(server), one);
  assert.ok(await servers.keep(server, one, undefined), "the same");
  assert.ok(await servers.keep(server, other, one));
  assert.deepEqual(servers.find(server), other);
});

Deno.test("KnownServers loses nothing to clients that keep something at once", async () => {
  await using directory = await TemporaryDirectory.make();
  const all = Array.from({ length: 20 }, (_, port) => ({ ...server, port: 5000 + port }));
  await Promise.all(all.map((each) => new KnownServers(directory.path).keep(each, one, undefined)));
  const servers = new KnownServers(directory.path);
  for (const each of all) assert.deepEqual(servers.find(each), one);
});

Deno.test("KnownServers forgets the servers that were not needed for longest", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = `${directory.path}/known_servers.json`;
  const entry = (port: number, used: string) => ({ server: `host:${port}`, by: "authority", used });
  const old = Array.from(
    { length: maxKnownServers },
    (_, index) => entry(index + 1, index === 7 ? "2020-01-01" : "2026-01-01"),
  );
  await Deno.writeTextFile(path, JSON.stringify({ version: 1, servers: old }));
  const servers = new KnownServers(directory.path, today);
  assert.ok(await servers.keep(server, one, undefined));
  assert.equal(servers.find({ host: "host", port: 8 }), undefined);
  assert.deepEqual(servers.find({ host: "host", port: 1 }), { by: "authority" });
  assert.equal(JSON.parse(await Deno.readTextFile(path)).servers.length, maxKnownServers);
});

Deno.test("KnownServers never takes a file that it cannot read for an empty one", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = `${directory.path}/known_servers.json`;
  const servers = new KnownServers(directory.path, today);
  await servers.keep(server, one, undefined);
  const text = await Deno.readTextFile(path);
  assert.ok(one.by === "key" && other.by === "key");
  const damaged: readonly string[] = [
    "",
    text.slice(0, -20),
    "[]",
    `{"servers":[]}`,
    `{"version":1}`,
    `{"version":1,"servers":[{}]}`,
    text.replace(`"version": 1`, `"version": 2`),
    text.replace(`"key"`, `"magic"`),
    text.replace(one.fingerprint, other.fingerprint),
    text.replace("MII", "XXX"),
    JSON.stringify({
      version: 1,
      servers: Array(2).fill({ server: "a:1", by: "authority", used: "2026-01-01" }),
    }),
  ];
  for (const each of damaged) {
    await Deno.writeTextFile(path, each);
    const told = (error: Error) =>
      error.message.includes(`"${path}"`) && /mend/.test(error.message);
    assert.throws(() => servers.find(server), told, each);
    await assert.rejects(servers.keep(server, other, one), told, each);
    assert.equal(await Deno.readTextFile(path), each, "it is left alone");
  }
  await Deno.remove(path);
  await Deno.mkdir(path);
  assert.throws(() => servers.find(server), /known_servers\.json/);
});

Deno.test("KnownServers says which of its entries cannot be read", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = `${directory.path}/known_servers.json`;
  const sound = { server: "a.example:5000", by: "authority", used: "2026-01-01" };
  const cases: readonly (readonly [entry: unknown, told: string])[] = [
    [
      { ...sound, server: "b.example:5000", used: 7 },
      'the entry of "b.example:5000" cannot be read',
    ],
    [
      { ...sound, server: "\x1b[2J:5000", by: "key" },
      'the entry of "\\u001b[2J:5000" cannot be read',
    ],
    [{ ...sound, server: undefined }, "entry number 2 cannot be read"],
    ["", "entry number 2 cannot be read"],
    [sound, '"a.example:5000" is in it twice'],
  ];
  for (const [entry, told] of cases) {
    await Deno.writeTextFile(path, JSON.stringify({ version: 1, servers: [sound, entry] }));
    assert.throws(() => new KnownServers(directory.path).find(server), (error: Error) => {
      assert.ok(error.message.includes(told), error.message);
      return /mend that entry, or delete it and check the server's key anew$/.test(error.message);
    });
  }
});

Deno.test("KnownServers keeps nothing that it could not read again", async () => {
  await using directory = await TemporaryDirectory.make();
  const servers = new KnownServers(directory.path, today);
  assert.ok(one.by === "key" && other.by === "key");
  assert.ok(await servers.keep(server, one, undefined));
  const comment = (length: number) => `${"x".repeat(length - one.certificate.length)}\n`;
  const bad: readonly KnownServer[] = [
    { ...one, certificate: comment(32 * 1024) + one.certificate },
    { ...one, fingerprint: other.fingerprint },
  ];
  for (const known of bad) await assert.rejects(servers.keep(server, known, one));
  assert.deepEqual(servers.find(server), one);
  const longest = { ...one, certificate: comment(32 * 1024 - 1) + one.certificate };
  assert.ok(await servers.keep(server, longest, one));
  assert.deepEqual(servers.find(server), longest);
});

Deno.test("KnownServers keeps every certificate that a client looks at", async () => {
  await using directory = await TemporaryDirectory.make();
  const servers = new KnownServers(directory.path, today);
  const names = Array.from({ length: 700 }, (_, index) => `${index}.chat.example`);
  const { certificate } = await makeCertificate({ names });
  const der = new X509Certificate(certificate).raw;
  assert.ok(der.length > 12_000);
  const { pem, fingerprint } = readServerCertificate(der);
  const known = { by: "key", fingerprint, certificate: pem } as const;
  assert.ok(await servers.keep(server, known, undefined));
  assert.deepEqual(servers.find(server), known);
});

Deno.test({
  name:
    "KnownServers writes to where a link leads, and takes none to nowhere, or to a pipe, for an empty file",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using directory = await TemporaryDirectory.make();
    const [link, file] = [`${directory.path}/known_servers.json`, `${directory.path}/elsewhere`];
    const servers = new KnownServers(directory.path, today);
    await Deno.symlink(file, link);
    assert.throws(() => servers.find(server), /a link to nowhere; mend/);
    await assert.rejects(servers.keep(server, one, undefined), /a link to nowhere; mend/);
    await Deno.writeTextFile(file, JSON.stringify({ version: 1, servers: [] }));
    assert.ok(await servers.keep(server, one, undefined));
    assert.ok((await Deno.lstat(link)).isSymlink);
    assert.match(await Deno.readTextFile(file), /chat\.example:5000/);
    await Deno.remove(file);
    makePipe(file);
    assert.throws(() => servers.find(server), /a pipe or a device/);
  },
});

Deno.test("KnownServers without a place knows nothing, and says that it keeps nothing", async () => {
  const servers = new KnownServers(undefined);
  assert.equal(servers.find(server), undefined);
  await assert.rejects(servers.keep(server, one, undefined), /no home directory/);
});
