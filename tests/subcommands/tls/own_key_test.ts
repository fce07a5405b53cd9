import assert from "node:assert/strict";
import { join } from "node:path";
import { makeOwnCertificate, ownKeyName } from "../../../net/tls/own_certificate.ts";
import { Failure } from "../../../subcommands/failure.ts";
import { openOwnKey, openOwnKeyOrGoOn } from "../../../subcommands/tls/own_key.ts";
import { makeCertificate } from "../../support/tls/certificates.ts";
import { makePipe } from "../../support/files/make_pipe.ts";
import { TemporaryDirectory } from "../../support/files/temporary_directory.ts";

const onWindows = Deno.build.os === "windows";
const made = await makeOwnCertificate();
const other = await makeOwnCertificate();

async function withFile(text: string): Promise<TemporaryDirectory & { readonly file: string }> {
  const directory = await TemporaryDirectory.make();
  const file = join(directory.path, "chatroom.key");
  Deno.writeTextFileSync(file, text, { mode: 0o600 });
  return Object.assign(directory, { file });
}

function events({ told }: { readonly told: readonly { readonly event: string }[] }): string[] {
  return told.map(({ event }) => event);
}

Deno.test("openOwnKey() makes a key for its owner alone, says so, and gives the same ever after", async () => {
  await using directory = await TemporaryDirectory.make();
  const first = await openOwnKey(directory.path);
  assert.deepEqual(events(first), ["key_made"]);
  assert.match(first.told[0]?.message ?? "", /^The server's key is new, in ".*": back it up/);
  const names = [...Deno.readDirSync(directory.path)].map(({ name }) => name);
  assert.deepEqual(names, ["chatroom.key"]);
  const path = join(directory.path, "chatroom.key");
  if (!onWindows) assert.equal((Deno.statSync(path).mode ?? 0) & 0o777, 0o600);
  const { pair, told } = await openOwnKey(directory.path);
  assert.deepEqual([pair, told], [first.pair, []]);
});

Deno.test("openOwnKey() gives the one key to all who make it at the same time", async () => {
  await using directory = await TemporaryDirectory.make();
  const opened = await Promise.all([1, 2, 3].map(() => openOwnKey(directory.path)));
  assert.equal(new Set(opened.map(({ pair }) => pair.key.trim())).size, 1);
  assert.deepEqual(opened.flatMap(events), ["key_made"]);
});

Deno.test("openOwnKey() takes a directory that was copied to another machine as it is", async () => {
  await using one = await TemporaryDirectory.make();
  await using another = await TemporaryDirectory.make();
  const { pair } = await openOwnKey(one.path);
  const [from, to] = [one, another].map(({ path }) => join(path, "chatroom.key"));
  assert.ok(from !== undefined && to !== undefined);
  // As most ways to copy leave it.
  Deno.copyFileSync(from, to);
  Deno.chmodSync(to, 0o644);
  const copied = await openOwnKey(another.path);
  assert.equal(copied.pair.key.trim(), pair.key.trim());
  assert.deepEqual(events(copied), onWindows ? [] : ["key_readable_by_others"]);
  if (!onWindows) assert.ok(copied.told[0]?.message.endsWith(`: chmod go= ${to}`));
});

Deno.test("openOwnKey() refuses a file that cannot be used, names it, and leaves it alone", async () => {
  const whole = `${made.key}\n${made.certificate}\n`;
  const foreign = await makeCertificate({});
  const names = [ownKeyName];
  const refused = [
    [
      await makeCertificate({ names, to: new Date("2020-01-01") }),
      /expired on 2020-01-01, and the clock/,
    ],
    [await makeCertificate({ names, from: new Date("2090-01-01") }), /is valid from 2090-01-01 on/],
    [await makeCertificate({ names, by: other }), /the certificate there is signed by another key/],
    [
      await makeCertificate({ names, isAuthority: true }),
      /the certificate there is an authority's/,
    ],
    [await makeCertificate({ names: [ownKeyName, "chat.example"] }), /is for other names/],
    [await makeCertificate({ names: Array(1100).fill(ownKeyName) }), /more than 16384 bytes/],
  ] as const;
  const cases: readonly (readonly [text: string, told: RegExp])[] = [
    ["", /the key there is missing: nothing there is a private key/],
    ["not a key at all", /the key there is missing: nothing there is a private key/],
    [whole.slice(0, 150), /the key there is cut off/],
    [whole.slice(0, 500), /the certificate there is cut off/],
    [`${made.key}\n`, /the certificate there is missing: nothing there is a certificate/],
    [`${other.key}\n${made.certificate}`, /the two do not belong together/],
    ...refused.map(([pair, told]) => [`${pair.key}\n${pair.certificate}`, told] as const),
    [`${foreign.key}\n${foreign.certificate}`, /is for other names than "chatroom\.invalid"/],
  ];
  for (const [text, told] of cases) {
    await using directory = await withFile(text);
    const ways = [
      () => openOwnKey(directory.path),
      () => openOwnKeyOrGoOn(() => directory.path),
    ];
    for (const open of ways) {
      await assert.rejects(open, (error) => {
        assert.ok(error instanceof Failure);
        assert.equal(error.exitStatus, 1);
        assert.match(error.message, told);
        assert.ok(error.message.includes(JSON.stringify(directory.file)), error.message);
        assert.match(error.message, /from a backup/);
        return true;
      });
    }
    assert.equal(Deno.readTextFileSync(directory.file), text);
  }
});

Deno.test("openOwnKey() refuses what cannot be read, or leads nowhere", async () => {
  await using directory = await TemporaryDirectory.make();
  const path = join(directory.path, "chatroom.key");
  Deno.mkdirSync(path);
  await assert.rejects(openOwnKey(directory.path), /Cannot read the server's key in ".*directory/i);
  Deno.removeSync(path);
  if (onWindows) return;
  Deno.symlinkSync(join(directory.path, "gone"), path);
  await assert.rejects(openOwnKey(directory.path), /Cannot read .*: it is a link to nowhere/);
  Deno.removeSync(path);
  makePipe(path);
  await assert.rejects(openOwnKey(directory.path), /Cannot read .*: it is a pipe or a device/);
});

Deno.test({
  name: "openOwnKey() refuses a key that may not be read, and says whose it may be",
  // To root all files are readable.
  ignore: onWindows || Deno.uid() === 0,
  async fn() {
    await using directory = await withFile(`${made.key}\n${made.certificate}\n`);
    Deno.chmodSync(directory.file, 0o000);
    const told = /Cannot read the server's key in ".*": it is another user's, .*chown/;
    await assert.rejects(openOwnKey(directory.path), told);
    await assert.rejects(openOwnKeyOrGoOn(() => directory.path), told);
  },
});

Deno.test("openOwnKey() refuses where nothing can be kept; openOwnKeyOrGoOn() goes on, and tells", async () => {
  await using directory = await TemporaryDirectory.make();
  const missing = join(directory.path, "missing");
  await assert.rejects(openOwnKey(missing), /^Failure: Cannot keep the server's key in ".*missing/);
  const noHome = () => {
    throw new Failure(1, "There is no home directory");
  };
  for (const where of [() => missing, noHome]) {
    const opened = await openOwnKeyOrGoOn(where);
    assert.match(opened.pair.key, /PRIVATE KEY/);
    assert.deepEqual(events(opened), ["key_not_kept"]);
    assert.match(opened.told[0]?.message ?? "", /the data directory \(--data\), so it is .*: \S/);
  }
});
