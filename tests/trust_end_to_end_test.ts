import assert from "node:assert/strict";
import { fingerprintOfPem } from "../net/tls/fingerprint.ts";
import { makeOwnCertificate, ownKeyName } from "../net/tls/own_certificate.ts";
import { startServer } from "../server.ts";
import { lastingPort } from "./support/servers/lasting_port.ts";
import { makeCertificate } from "./support/tls/certificates.ts";
import { FullScreen } from "./support/program/full_screen.ts";
import { ownCommand } from "../subcommands/own_command.ts";
import { commandLine, Program } from "./support/program/program.ts";
import { TemporaryDirectory } from "./support/files/temporary_directory.ts";
import { TemporarySettings } from "./support/files/temporary_settings.ts";
import { testInTerminal } from "./support/program/test_in_terminal.ts";

const [own, other] = await Promise.all([makeOwnCertificate(), makeOwnCertificate()]);
const [ownFingerprint, otherFingerprint] = [own, other].map(({ certificate }) =>
  fingerprintOfPem(certificate)
);
const untrustedStatus = 4;

/** Ann's client in a pipe, unless `env` has another nick, with what it kept of earlier runs. */
function start(
  settings: TemporarySettings,
  address: string,
  env: Readonly<Record<string, string>> = {},
): Program {
  const command = commandLine("client", address);
  return Program.start(command, { env: { CHATROOM_NICK: "ann", ...settings.env, ...env } });
}

/** Says something, and gives the exit status and what came on standard error. */
async function visit(...given: Parameters<typeof start>): Promise<[status: number, told: string]> {
  await using ann = start(...given);
  ann.write("hi");
  await ann.closeInput();
  const status = await ann.status();
  assert.equal(ann.out.items.length > 0, status === 0, "it was said, or not");
  return [status, ann.error.items.join("\n")];
}

Deno.test("the printed address is checked, also after a restart and with a certificate; a deleted key is another", async () => {
  await using directory = await TemporaryDirectory.make();
  using settings = new TemporarySettings();
  const data = `${directory.path}/data`;
  const authority = await makeCertificate({});
  const files = [`${directory.path}/cert.pem`, `${directory.path}/key.pem`] as const;
  await Deno.writeTextFile(files[0], authority.certificate);
  await Deno.writeTextFile(files[1], authority.key);
  const port = lastingPort();
  let printed = "";
  const serve = async (...args: string[]) => {
    const usual = ["--host", "127.0.0.1", "--port", `${port}`, "--data", data];
    const server = Program.start(commandLine("server", ...usual, ...args));
    const line = await server.line(/127\.0\.0\.1:\d+#/);
    printed = /127\.0\.0\.1:\d+#\S+/.exec(line)?.[0] ?? "";
    return server;
  };
  {
    await using _server = await serve();
    assert.deepEqual(await visit(settings, printed), [0, ""]);
  }
  const first = printed;
  for (const args of [[], ["--cert", files[0], "--key", files[1]]]) {
    await using _server = await serve(...args);
    assert.equal(printed, first);
    using fresh = new TemporarySettings();
    const visits = [
      visit(settings, `127.0.0.1:${port}`),
      visit(fresh, first, { CHATROOM_NICK: `a${args.length}` }),
    ];
    assert.deepEqual(await Promise.all(visits), [[0, ""], [0, ""]]);
  }
  await Deno.remove(`${data}/chatroom.key`);
  await using _server = await serve();
  assert.notEqual(printed, first);
  for (const address of [first, `127.0.0.1:${port}`]) {
    const [status, told] = await visit(settings, address);
    assert.equal(status, untrustedStatus);
    assert.ok(told.endsWith(`:\n  ${ownCommand("client")} ${printed}`), told);
  }
});

Deno.test("another server at the same address is refused, until its address is given with the key", async () => {
  using settings = new TemporarySettings();
  const genuine = startServer({ port: lastingPort(), tls: { own } });
  const { port } = genuine;
  const address = `127.0.0.1:${port}`;
  const [, told] = await visit(settings, address);
  assert.match(told, new RegExp(`^First time here: .* ${ownFingerprint}\\. `));
  assert.deepEqual(await visit(settings, address), [0, ""], "it is told once");
  await genuine.stop();
  {
    await using _plain = startServer({ port });
    const [status, told] = await visit(settings, address);
    assert.deepEqual(
      [status, /does not encrypt, and its key is known/.test(told)],
      [4, true],
      told,
    );
  }
  await using between = startServer({ port, tls: { own: other } });
  for (const asked of [address, `${address}#${ownFingerprint}`]) {
    const [status, told] = await visit(settings, asked);
    assert.equal(status, untrustedStatus);
    assert.match(told, new RegExp(` client ${address}#${otherFingerprint}$`));
  }
  const [status, accepted] = await visit(settings, `${address}#${otherFingerprint}`);
  const warning = new RegExp(`^Warning: .* had another key before, ${ownFingerprint}; from now on`);
  assert.deepEqual([status, warning.test(accepted)], [0, true], accepted);
  assert.deepEqual(await visit(settings, address), [0, ""]);
  assert.equal(between.port, port);
});

Deno.test("a client that comes back refuses another server, tells why, and goes on with the right one", async () => {
  using settings = new TemporarySettings();
  const first = startServer({ port: lastingPort(), tls: { own } });
  const { port } = first;
  await using ann = start(settings, `127.0.0.1:${port}`);
  ann.write("before");
  await ann.line(/before/);
  await first.stop();
  {
    await using _between = startServer({ port, tls: { own: other } });
    await ann.warning(new RegExp(`key has changed.* Now the key is ${otherFingerprint}`));
  }
  {
    await using _plain = startServer({ port });
    await ann.warning(/what answers there does not encrypt, and its key is known/);
  }
  ann.write("meanwhile");
  await using _again = startServer({ port, tls: { own } });
  await ann.warning(/^Connected again as ann/);
  await ann.line(/^ann: meanwhile$/);
});

Deno.test("an authority that this machine knows vouches for a server, and a key of its own is then another", async () => {
  await using directory = await TemporaryDirectory.make();
  using settings = new TemporarySettings();
  const root = await makeCertificate({ names: ["authority.example"] });
  const path = `${directory.path}/authority.pem`;
  await Deno.writeTextFile(path, root.certificate);
  const knowing = { DENO_CERT: path };
  const authority = await makeCertificate({ names: ["localhost"], by: root });
  const genuine = startServer({ port: lastingPort(), tls: { own, authority } });
  const { port } = genuine;
  const address = `localhost:${port}`;
  assert.deepEqual(await visit(settings, address, knowing), [0, ""]);
  const [lost, why] = await visit(settings, address);
  assert.deepEqual(
    [lost, /certificate of ".*whom this program.*DENO_CERT/.test(why)],
    [4, true],
    why,
  );
  using fresh = new TemporarySettings();
  const [, first] = await visit(fresh, address, { CHATROOM_NICK: "bob" });
  assert.match(first, /First time here: .* Its certificate of "CN=\S+" counts .* DENO_CERT=FILE/);
  const [otherName, told] = await visit(settings, `127.0.0.1:${port}`, knowing);
  assert.equal(otherName, untrustedStatus);
  assert.match(told, new RegExp(`for "localhost", and not .*:\\n  .* client ${address}\\nOr join`));
  await genuine.stop();
  await using _between = startServer({ port, tls: { own: other } });
  const [status, changed] = await visit(settings, address, knowing);
  assert.equal(status, untrustedStatus);
  assert.match(changed, new RegExp(`an authority vouched .*\\n.* ${address}#${otherFingerprint}$`));
});

Deno.test("an authority that this machine knows cannot stand in for a key", async () => {
  await using directory = await TemporaryDirectory.make();
  using settings = new TemporarySettings();
  const root = await makeCertificate({ names: ["authority.example"] });
  const path = `${directory.path}/authority.pem`;
  await Deno.writeTextFile(path, root.certificate);
  const genuine = startServer({ port: lastingPort(), tls: { own } });
  const { port } = genuine;
  const address = `127.0.0.1:${port}`;
  const [first] = await visit(settings, address);
  assert.equal(first, 0);
  await genuine.stop();
  const forged = await makeCertificate({ names: [ownKeyName], by: root });
  await using _between = startServer({ port, tls: { own: forged } });
  for (const asked of [address, `${address}#${ownFingerprint}`]) {
    const [status, told] = await visit(settings, asked, { DENO_CERT: path });
    assert.equal(status, untrustedStatus, told);
    assert.ok(told.endsWith(`${address}#${fingerprintOfPem(forged.certificate)}`), told);
  }
});

testInTerminal("the full-screen client tells which key it trusts for the first time", async () => {
  await using server = startServer({ tls: { own } });
  await using ann = await FullScreen.open(server.port, "ann");
  await ann.row(/First time here: The key of 127\.0\.0\.1/);
  await ann.row(new RegExp(`${ownFingerprint}`));
});
