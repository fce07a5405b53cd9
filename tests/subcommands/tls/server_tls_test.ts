import assert from "node:assert/strict";
import { join } from "node:path";
import { Failure } from "../../../subcommands/failure.ts";
import { openServerTls, planTls } from "../../../subcommands/tls/server_tls.ts";
import { asFirstVersion, makeCertificate } from "../../support/tls/certificates.ts";
import { makePipe } from "../../support/files/make_pipe.ts";
import { TemporaryDirectory } from "../../support/files/temporary_directory.ts";

const dayMs = 24 * 60 * 60 * 1000;
const nowMs = Date.parse("2026-11-28T12:00:00Z");
const options = { tls: "on", cert: undefined, key: undefined } as const;
const usual = { isPossible: true, nowMs };
const good = await makeCertificate({});

async function write(directory: TemporaryDirectory, pair: { key: string; certificate: string }) {
  const [cert, key] = [join(directory.path, "cert.pem"), join(directory.path, "key.pem")];
  Deno.writeTextFileSync(cert, pair.certificate);
  await Deno.writeTextFile(key, pair.key, { mode: 0o600 });
  return { tls: "on", cert, key } as const;
}

Deno.test("planTls() refuses options that make no sense together", async () => {
  const cases: readonly (readonly [given: Parameters<typeof planTls>[0], told: RegExp])[] = [
    [{ ...options, cert: "a" }, /--cert and --key go together/],
    [{ ...options, key: "a" }, /--cert and --key go together/],
    [{ ...options, hsts: true }, /--hsts needs --cert/],
    [{ tls: "off", cert: "a", key: "b" }, /--cert is of no use with --tls off/],
  ];
  for (const [given, told] of cases) {
    await assert.rejects(planTls(given, usual), (error) => {
      assert.ok(error instanceof Failure);
      assert.match(error.message, told);
      return error.exitStatus === 2;
    });
  }
});

Deno.test("planTls() without TLS in Deno goes on as --tls off and says so, unless it is asked for", async () => {
  const old = { ...usual, isPossible: false };
  const { mode, told } = await planTls(options, old);
  assert.deepEqual([mode, told.map(({ event }) => event)], ["off", ["no_encryption"]]);
  assert.deepEqual(await planTls({ ...options, tls: "off" }, old), { mode: "off", told: [] });
  await assert.rejects(planTls({ ...options, tls: "required" }, old), /TLS is not to be had/);
  await assert.rejects(planTls({ ...options, cert: "a", key: "b" }, old), /TLS is not to be had/);
});

Deno.test("planTls() refuses files that cannot be used, and says which and why", async () => {
  const other = await makeCertificate({});
  const cases: readonly (readonly [pair: typeof good, told: RegExp])[] = [
    [{ ...good, key: "" }, /^The key in --key ".*key\.pem" is missing/],
    [{ ...good, certificate: "" }, /^The certificate in --cert ".*cert\.pem" is missing/],
    [{ ...good, certificate: good.certificate.slice(0, 99) }, /--cert ".*cert\.pem" is cut off/],
    [{ ...good, certificate: asFirstVersion(good.certificate) }, /is of X\.509 version 1/],
    [{ ...good, key: other.key }, /^--cert ".*" and --key ".*" do not belong together/],
  ];
  await using directory = await TemporaryDirectory.make();
  for (const [pair, told] of cases) {
    const given = await write(directory, pair);
    await assert.rejects(planTls(given, usual), (error) => {
      assert.ok(error instanceof Failure);
      assert.match(error.message, told);
      return error.exitStatus === 2;
    });
  }
  const missing = { ...await write(directory, good), cert: join(directory.path, "missing") };
  await assert.rejects(
    planTls(missing, usual),
    /--cert must be a file that can be read: ".*missing"/,
  );
  const folder = { ...missing, cert: directory.path };
  await assert.rejects(planTls(folder, usual), /--cert must be a file .*: it is a directory/);
  if (Deno.build.os === "windows") return;
  const pipe = join(folder.cert, "pipe");
  makePipe(pipe);
  await assert.rejects(planTls({ ...folder, cert: pipe }, usual), /it is a pipe or a device/);
});

Deno.test("planTls() serves a certificate that is doubtful, and tells dates and the clock", async () => {
  const [before, after] = [new Date(nowMs - dayMs), new Date(nowMs + dayMs)];
  const cases = [
    [{ to: before }, /expired on 2026-11-27, and the clock of this machine shows 2026-11-28/],
    [{ from: after }, /is valid from 2026-11-29 on, and the clock .* shows 2026-11-28/],
    [{ names: [] }, /is for no host name and no address/],
  ] as const;
  await using directory = await TemporaryDirectory.make();
  for (const [about, expected] of cases) {
    const { authority, told: [record] } = await planTls(
      await write(directory, await makeCertificate(about)),
      usual,
    );
    assert.ok(authority !== undefined);
    assert.equal(record?.event, "certificate");
    assert.match(record.message, expected);
  }
});

Deno.test("planTls() has no doubts about a certificate for an address alone", async () => {
  await using directory = await TemporaryDirectory.make();
  const given = await write(directory, await makeCertificate({ names: ["192.0.2.7", "::1"] }));
  assert.deepEqual((await planTls(given, usual)).told, []);
});

Deno.test({
  name: "planTls() tells that others may read the key",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using directory = await TemporaryDirectory.make();
    const given = await write(directory, good);
    assert.deepEqual((await planTls(given, usual)).told, []);
    Deno.chmodSync(given.key, 0o644);
    const { told } = await planTls(given, usual);
    assert.deepEqual(told.map(({ event }) => event), ["key_readable_by_others"]);
    // To be pasted as it stands.
    assert.ok(told[0]?.message.endsWith(`: chmod o= ${given.key}`), told[0]?.message);
  },
});

Deno.test("openServerTls() has the own key, the authority's and the mode; with --tls off nothing, and makes nothing", async () => {
  await using directory = await TemporaryDirectory.make();
  const place = { data: join(directory.path, "data"), memory: true };
  const off = await openServerTls({ mode: "off", told: [] }, place);
  assert.deepEqual(off, { tls: undefined, told: [] });
  assert.deepEqual([...Deno.readDirSync(directory.path)], []);
  const plan = await planTls({ ...await write(directory, good), tls: "required" }, usual);
  const { tls } = await openServerTls(plan, place);
  assert.equal(tls?.required, true);
  assert.equal(tls.authority?.certificate, plan.authority?.read.certificate);
  assert.notEqual(tls.own.key, tls.authority?.key);
});
