import assert from "node:assert/strict";
import { join } from "node:path";
import type { LogRecord } from "../../../server/log.ts";
import {
  type AuthorityCertificate,
  readCertificateFiles,
} from "../../../subcommands/tls/certificate_files.ts";
import { CertificateWatch } from "../../../subcommands/tls/certificate_watch.ts";
import { makeCertificate } from "../../support/tls/certificates.ts";
import { TemporaryDirectory } from "../../support/files/temporary_directory.ts";

const old = await makeCertificate({ names: ["old.example"] });
const renewed = await makeCertificate({ names: ["new.example"] });

/** The old certificate, watched; what is taken into use and told is noted. */
async function open(stack: AsyncDisposableStack, clock?: () => number) {
  const { path: directory } = stack.use(await TemporaryDirectory.make());
  const files = {
    certificate: join(directory, "fullchain.pem"),
    key: join(directory, "privkey.pem"),
  };
  Deno.writeTextFileSync(files.certificate, old.certificate);
  await Deno.writeTextFile(files.key, old.key, { mode: 0o600 });
  const used: AuthorityCertificate[] = [];
  const told: LogRecord[] = [];
  const watch = stack.use(
    new CertificateWatch({
      ...{ files, clock, current: await readCertificateFiles(files) },
      use: (pair) => used.push(pair),
      log: (record) => told.push(record),
    }),
  );
  return { directory, files, used, told, watch };
}

Deno.test("CertificateWatch takes a renewed certificate into use once, and tells until when it is good", async () => {
  await using stack = new AsyncDisposableStack();
  const { files, used, told, watch } = await open(stack);
  await watch.check();
  assert.deepEqual([used, told], [[], []]);
  Deno.writeTextFileSync(files.key, renewed.key);
  Deno.writeTextFileSync(files.certificate, renewed.certificate);
  await watch.check();
  await watch.check();
  assert.deepEqual(used.map(({ names }) => names), [["new.example"]]);
  assert.deepEqual(told.map(({ level }) => level), ["info"]);
  assert.match(told[0]?.message ?? "", /in use: for new\.example, until 2100-01-01$/);
});

Deno.test({
  name: "CertificateWatch follows links that are led elsewhere, as certbot does",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using stack = new AsyncDisposableStack();
    const { directory, files, used, watch } = await open(stack);
    for (
      const [path, text] of [[files.key, renewed.key], [files.certificate, renewed.certificate]]
    ) {
      assert.ok(path !== undefined && text !== undefined);
      const archived = join(directory, `${text.length}.pem`);
      Deno.writeTextFileSync(archived, text);
      Deno.symlinkSync(archived, `${path}.new`);
      Deno.renameSync(`${path}.new`, path);
    }
    await watch.check();
    assert.deepEqual(used.map(({ names }) => names), [["new.example"]]);
  },
});

Deno.test("CertificateWatch waits for the pair to fit, and tells only of what stays so, once", async () => {
  await using stack = new AsyncDisposableStack();
  const { files, used, told, watch } = await open(stack);
  Deno.writeTextFileSync(files.certificate, renewed.certificate);
  await watch.check();
  assert.deepEqual([used, told], [[], []]);
  await watch.check();
  await watch.check();
  assert.deepEqual([used.length, told.length], [0, 1]);
  assert.match(
    told[0]?.message ?? "",
    /^The certificate from before stays in use\. .*do not belong together/,
  );
  Deno.writeTextFileSync(files.key, renewed.key);
  await watch.check();
  assert.deepEqual(used.map(({ names }) => names), [["new.example"]]);
});

Deno.test("CertificateWatch keeps what it has where a file is half written, gone, or cannot be taken", async () => {
  await using stack = new AsyncDisposableStack();
  const { files, used, told, watch } = await open(stack);
  Deno.writeTextFileSync(files.certificate, renewed.certificate.slice(0, 200));
  await watch.check();
  await watch.check();
  Deno.removeSync(files.certificate);
  await watch.check();
  await watch.check();
  assert.deepEqual(used, []);
  const problems = told.map(({ message }) => message);
  assert.match(problems[0] ?? "", /is cut off/);
  assert.match(problems[1] ?? "", /must be a file that can be read/);
  Deno.writeTextFileSync(files.certificate, old.certificate);
  await watch.check();
  assert.equal(told.length, 2);
});

Deno.test("CertificateWatch tells once that the certificate in use has expired, its files there or not", async () => {
  await using stack = new AsyncDisposableStack();
  let nowMs = Date.parse("2099-12-31");
  const { files, told, watch } = await open(stack, () => nowMs);
  await watch.check();
  assert.deepEqual(told, []);
  nowMs = Date.parse("2100-01-02");
  Deno.removeSync(files.certificate);
  await watch.check();
  await watch.check();
  const expired = /expired on 2100-01-01, and the clock .* shows 2100-01-02/;
  assert.deepEqual(told.map(({ message }) => expired.test(message)), [true, false]);
});
