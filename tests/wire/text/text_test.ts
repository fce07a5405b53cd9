// deno-lint-ignore-file no-control-regex -- they are what is looked for
import assert from "node:assert/strict";
import * as fc from "fast-check";
import { makeOwnCertificate } from "../../../net/tls/own_certificate.ts";
import { type Server, startServer } from "../../../server.ts";
import type { ServerOptions } from "../../../server/server_options.ts";
import { bounded } from "../../support/bounded.ts";
import { connect } from "../../support/clients/connect.ts";
import { proxyLine, trustedProxies } from "../../support/clients/proxied_client.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { unlimited } from "../../support/servers/unlimited.ts";
import { Transcript } from "../../support/transcript.ts";

const own = await makeOwnCertificate();
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const sessionBounds = { ...unlimited, quietMs: 100, returnWithinMs: 0 };
const iac = 255;

function start(options: ServerOptions = {}): Server {
  return startServer({ name: "test", sessionBounds, ...options });
}

/** A person at `nc`: lines, and all that came as it came. */
class Netcat implements AsyncDisposable {
  readonly lines = new Transcript<string>("nc");
  /** Each byte a character. */
  raw = "";
  readonly #running: Promise<void>;

  private constructor(readonly connection: Deno.TcpConn | Deno.TlsConn) {
    this.#running = this.#read();
  }

  static async connect(port: number, certificate?: string): Promise<Netcat> {
    return new Netcat(await connect(port, certificate));
  }

  /** Comes in by answering. */
  static async join(port: number, nick: string): Promise<Netcat> {
    const client = await Netcat.connect(port);
    await client.sees(/Which nick/);
    await client.types(nick);
    await client.sees(/you are in #lobby/);
    return client;
  }

  types(...lines: readonly string[]): Promise<void> {
    return this.sends(lines.map((line) => `${line}\n`).join(""));
  }

  async sends(what: string | readonly number[]): Promise<void> {
    const bytes = typeof what === "string" ? encoder.encode(what) : Uint8Array.from(what);
    for (let rest = bytes; rest.length > 0;) {
      rest = rest.subarray(await this.connection.write(rest));
    }
  }

  sees(line: RegExp): Promise<string> {
    return this.lines.next((seen) => line.test(seen) ? seen : undefined, String(line));
  }

  /** What came when the server has closed. */
  async ended(): Promise<readonly string[]> {
    await bounded(this.#running, () => "the end");
    return this.lines.items;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.connection.close();
    } catch {
      // It is closed already.
    }
    await this.#running;
  }

  async #read(): Promise<void> {
    const buffer = new Uint8Array(4096);
    let rest = "";
    for (;;) {
      const count = await this.connection.read(buffer).catch(() => null);
      if (count === null) break;
      this.raw += String.fromCharCode(...buffer.subarray(0, count));
      const lines = (rest + decoder.decode(buffer.subarray(0, count))).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) this.lines.push(line);
    }
    this.lines.end();
  }
}

/** All that comes back when that is piped into `nc -N`. */
async function pipe(port: number, text: string): Promise<readonly string[]> {
  await using client = await Netcat.connect(port);
  await client.sends(text);
  await client.connection.closeWrite();
  return [...await client.ended()];
}

Deno.test("a person who waits is asked for a nick, in the clear and over TLS, and is in", async () => {
  for (const [nick, certificate] of [["ann", undefined], ["carl", own.certificate]] as const) {
    // A client of TLS is to begin its handshake before it counts as one that waits.
    const quietMs = certificate === undefined ? sessionBounds.quietMs : 500;
    await using server = start({ tls: { own }, sessionBounds: { ...sessionBounds, quietMs } });
    await using bob = await RawClient.join(server.port, "bob");
    await using client = await Netcat.connect(server.port, certificate);
    await client.sees(/^== This is "test", a chatroom server/);
    await client.sees(/^== Which nick do you want\?$/);
    await client.types("", nick);
    await client.sees(new RegExp(`^-- your nick is ${nick}$`));
    await client.sees(/^-- you are in #lobby$/);
    await bob.next("join", (join) => join.nick === nick);
    await client.types("hello", "//etc is a path");
    await bob.next("message", ({ from, text }) => from === nick && text === "hello");
    await bob.next("message", ({ text }) => text === "/etc is a path");
    await bob.say("hi");
    assert.match(await client.sees(/bob: hi/), /^\d\d:\d\d bob: hi$/);
  }
});

Deno.test("who is greeted has longer than a program to answer, and is told when it is over", async () => {
  const hasty = { ...sessionBounds, quietMs: 10, helloWithinMs: 30, answerWithinMs: 200 };
  await using server = start({ sessionBounds: hasty });
  for (const typed of ["", "\r\n", "no nick\n"]) {
    await using client = await Netcat.connect(server.port);
    await client.sees(/Which nick/);
    await client.sends(typed);
    assert.match((await client.ended()).at(-1) ?? "", /^!! No nick came that can be used/);
  }
});

Deno.test("what is about oneself is told once, and in words for oneself", async () => {
  await using server = start();
  await using ann = await Netcat.join(server.port, "ann");
  await using bob = await Netcat.join(server.port, "bob");
  await ann.types("/join dev", "/nick anna", "/away lunch", "/kick nobody");
  await ann.sees(/^!! .*nobody/);
  const told = ann.lines.items.filter((line) => /anna|away/.test(line));
  assert.deepEqual(told.map((line) => line.replace(/^\d\d:\d\d /, "")), [
    "-- you are now known as anna",
    "== You are away; /back when you are here again",
  ]);
  await bob.sees(/ann is now known as anna$/);
  await bob.types("/join dev");
  await bob.sees(/you are in #dev/);
  await ann.types("/mute bob");
  await bob.sees(/ -- anna muted you$/);
  await ann.types("/kick bob again");
  await bob.sees(/anna kicked you out of #dev: again$/);
  const kicks = bob.lines.items.filter((line) => /kicked/.test(line));
  assert.equal(kicks.length, 1, kicks.join("\n"));
});

Deno.test("where TLS is required nobody is asked for a nick in the clear", async () => {
  const hasty = { ...sessionBounds, quietMs: 10, helloWithinMs: 60 };
  await using server = start({
    ...{ tls: { own, required: true }, trustedProxies, sessionBounds: hasty },
  });
  await using client = await Netcat.connect(server.port);
  await client.sends([...proxyLine("203.0.113.7")]);
  const [only, ...others] = await client.ended();
  assert.match(only ?? "", /^!! This server takes encrypted connections only: openssl s_client /);
  assert.deepEqual(others, []);
});

Deno.test("who was greeted may still begin with another dialect, or with TLS", async () => {
  await using server = start({ tls: { own } });
  await using bob = await RawClient.join(server.port, "bob");
  const greeted = async () => {
    const client = await Netcat.connect(server.port);
    await client.sees(/Which nick/);
    return client;
  };
  await using native = await greeted();
  await native.types('{"type":"hello","version":1,"nick":"ann"}');
  await bob.next("join", ({ nick }) => nick === "ann");
  await using irc = await greeted();
  await irc.types("NICK carl", "USER c 0 * :Carl");
  await irc.sees(/^:\S+ 001 carl /);
  await using browser = await greeted();
  await browser.sends("GET / HTTP/1.1\r\n\r\n");
  assert.ok((await browser.ended()).some((line) => line.startsWith("HTTP/1.1 426 ")));
  await using tls = await greeted();
  await tls.sends([0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0]);
  // An alert: no handshake can be made of that.
  await tls.ended();
  assert.ok(tls.raw.includes("\x15\x03"), JSON.stringify(tls.raw));
});

Deno.test("what a script says before it is asked is said as a guest's, also the last line without an end", async () => {
  await using server = start();
  await using bob = await RawClient.join(server.port, "bob");
  const lines = await pipe(server.port, "deploy done\nall is well");
  const { from } = await bob.next("message", ({ text }) => text === "deploy done");
  assert.match(from, /^guest-\d{4}$/);
  assert.equal((await bob.next("message", ({ text }) => text === "all is well")).from, from);
  assert.deepEqual(lines, [`-- your nick is ${from}`, "-- you are in #lobby"]);
  await bob.next("leave", ({ nick }) => nick === from);
  const named = await pipe(server.port, "/nick deploybot\ndone again\n/msg nobody hi\n");
  assert.equal((await bob.next("message", ({ text }) => text === "done again")).from, "deploybot");
  assert.ok(named.some((line) => /^!! .*nobody/.test(line)), named.join("\n"));
});

/** An account: somebody here has set a password for its nick. */
async function register(client: RawClient): Promise<void> {
  client.send({ type: "password", password: "correct horse", id: "p" });
  await client.next("notice", ({ id }) => id === "p");
}

Deno.test("what stands behind a name that is refused is said by nobody, and the connection ends", async () => {
  await using server = start({ sessionBounds: { ...sessionBounds, lingerMs: 50 } });
  await using bob = await RawClient.join(server.port, "bob");
  await using tel = await RawClient.join(server.port, "tel");
  await register(tel);
  for (const name of ["/nick tel", "/nick tel wrong", "hi\n/nick tel", "hi\n/login tel wrong"]) {
    // It is ended by the server's side, and not by its own.
    await using client = await Netcat.connect(server.port);
    await client.types(name, "I am tel");
    const lines = await client.ended();
    assert.ok(lines.some((line) => line.startsWith("!! ")), lines.join("\n"));
  }
  await bob.say("at last");
  await tel.next("message", ({ text }) => text === "at last");
  const texts = tel.all("message").map(({ text }) => text);
  assert.deepEqual(texts, ["hi", "hi", "at last"]);
});

Deno.test("who has said as much as it may comes in as itself all the same, and then waits", async () => {
  const rate = { burst: 8, perSecond: 4 };
  await using server = start({ sessionBounds: { ...sessionBounds, rate, returnWithinMs: 60_000 } });
  await using bob = await RawClient.join(server.port, "bob");
  const tel = await RawClient.join(server.port, "tel");
  await register(tel);
  for (let count = 0; count < 10; count++) tel.send({ type: "typing", room: "lobby" });
  await tel.next("error", ({ code }) => code === "rate_limited");
  await tel[Symbol.asyncDispose]();
  await pipe(server.port, "/nick tel correct horse\nI am tel\n");
  assert.equal((await bob.next("message")).from, "tel");
});

Deno.test("a direct message that was missed is told to who comes again, and once", async () => {
  await using server = start({ sessionBounds: { ...sessionBounds, returnWithinMs: 60_000 } });
  await using bob = await RawClient.join(server.port, "bob");
  const tel = await RawClient.join(server.port, "tel");
  await register(tel);
  tel.send({ type: "bye" });
  await tel.ended();
  bob.command("msg", "tel call me");
  await bob.next("direct");
  const come = async () => {
    const lines = await pipe(server.port, "/nick tel correct horse\n");
    return lines.filter((line) => /call me$/.test(line)).length;
  };
  assert.deepEqual([await come(), await come()], [1, 0]);
});

Deno.test("a script is told in one line that the server is locked", async () => {
  await using server = start();
  server.operator.runCommand("lock", "server");
  const lines = await pipe(server.port, "deploy done\nall is well\n");
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? "", /^!! The server is locked/);
});

Deno.test("nobody can forge a line by what they type", async () => {
  await using server = start();
  await using ann = await Netcat.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  await ann.sees(/bob joined/);
  bob.send({
    type: "say",
    room: "lobby",
    kind: "text",
    text: "one\n12:03 carl: forged\n-- carl joined\x1b[2J\r!! x",
  });
  await ann.sees(/bob: one$/);
  assert.equal(await ann.sees(/carl: forged/), "      12:03 carl: forged");
  assert.equal(await ann.sees(/carl joined/), "      -- carl joined!! x");
  bob.command("me", "-- carl joined");
  assert.match(await ann.sees(/carl joined/), /^\d\d:\d\d \* bob -- carl joined$/);
  bob.command("msg", "ann psst");
  assert.match(await ann.sees(/psst/), /^\d\d:\d\d bob -> you: psst$/);
});

Deno.test("what happens in another room than the one where one is names its room", async () => {
  await using server = start();
  await using ann = await Netcat.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  await ann.types("/join dev");
  await ann.sees(/you are in #dev/);
  await bob.say("from the lobby");
  assert.match(await ann.sees(/from the lobby/), /^\d\d:\d\d #lobby bob: from the lobby$/);
  await ann.types("/join lobby");
  await ann.sees(/^== You are in #lobby now$/);
  await ann.types("back");
  await bob.next("message", ({ text }) => text === "back");
  await bob.say("seen");
  assert.match(await ann.sees(/seen/), /^\d\d:\d\d bob: seen$/);
  await ann.types("/leave");
  await ann.sees(/^-- You are in #dev now$/);
});

Deno.test("/history goes further back each time, and /help tells of it", async () => {
  await using server = start();
  await using bob = await RawClient.join(server.port, "bob");
  for (let count = 1; count <= 30; count++) await bob.say(`line ${count}`);
  await using ann = await Netcat.join(server.port, "ann");
  await ann.sees(/bob: line 11$/);
  await ann.sees(/bob: line 30$/);
  await ann.types("/history 5");
  await ann.sees(/bob: line 6$/);
  await ann.sees(/bob: line 10$/);
  await ann.types("/history");
  await ann.sees(/bob: line 1$/);
  await ann.types("/history", "/history x", "/help");
  await ann.sees(/^-- nothing earlier$/);
  await ann.sees(/^== \/history .*: N is a number from 1 to 500$/);
  await ann.sees(/^== \/help /);
  await ann.sees(/^== \/history \[@\] \[N\] {2}/);
});

Deno.test("/quit and the end of transmission end it", async () => {
  await using server = start();
  for (const end of ["/quit\n", "\x04"]) {
    await using ann = await Netcat.join(server.port, "ann");
    await ann.sends(end);
    assert.equal((await ann.ended()).at(-1), "-- bye");
  }
});

Deno.test("a line of 1 MiB ends the session with one line that says why", async () => {
  await using server = start();
  await using ann = await Netcat.join(server.port, "ann");
  await ann.sends("x".repeat(1024 * 1024)).catch(() => {});
  const lines = await ann.ended();
  assert.match(lines.at(-1) ?? "", /^!! Your line is longer than 16384 bytes/);
});

Deno.test("a prompt that is answered with 4 KiB of telnet's bytes is asked on", async () => {
  await using server = start();
  await using ann = await Netcat.connect(server.port);
  await ann.sees(/Which nick/);
  await ann.sends(Array.from({ length: 4096 }, (_, index) => [iac, 251, 200, iac][index % 4] ?? 0));
  await ann.sends(Array.from({ length: 1365 }, () => [iac, 241, 0]).flat());
  await ann.types("", "ann");
  await ann.sees(/^-- your nick is ann$/);
});

Deno.test("random bytes cost their own session at most, and reach nobody uncleaned", async () => {
  await using server = start({ sessionBounds: { ...sessionBounds, lingerMs: 50 } });
  await using ann = await Netcat.join(server.port, "ann");
  const special = [iac, 250, 240, 251, 253, 0x1b, 0x5b, 0x4a, 7, 8, 13, 10, 10, 0x2f, 0x9b, 0xc2];
  const byte = fc.oneof(fc.constantFrom(...special), fc.nat(255));
  const random = fc.array(fc.array(byte, { maxLength: 200 }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(random, async (chunks) => {
      await using other = await Netcat.connect(server.port);
      // What begins so is no other dialect's.
      await other.sends("x\n");
      for (const chunk of chunks) await other.sends(chunk).catch(() => {});
      await other.connection.closeWrite().catch(() => {});
      await other.ended();
    }),
    { numRuns: 60 },
  );
  await using bob = await RawClient.join(server.port, "bob");
  await bob.say("still here");
  await ann.sees(/bob: still here$/);
  assert.doesNotMatch(ann.raw, /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/);
  for (const line of ann.lines.items) assert.match(line, /^(\d\d:\d\d |--|==|!!| {3})/);
});
