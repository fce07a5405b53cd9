import assert from "node:assert/strict";
import { Connection } from "../../../client/connection/connection.ts";
import { ClientError, type ClientErrorCode } from "../../../client/client_error.ts";
import { type ErrorCode, type ErrorMessage, limits } from "../../../protocol.ts";
import { FakeTransport } from "../fake_transport.ts";
import { hello, open, openAndGreet } from "../open_connection.ts";
import { welcome } from "../room_messages.ts";

const hellosTo = () => ({ hello });

function isError(code: ClientErrorCode, serverCode?: ErrorCode) {
  return (error: unknown) => {
    assert.ok(error instanceof ClientError, String(error));
    assert.deepEqual([error.code, error.serverCode], [code, serverCode]);
    return true;
  };
}

function refusal(code: ErrorCode, retryAfterMs?: number): ErrorMessage {
  return { type: "error", code, message: "No", retryAfterMs };
}

Deno.test("Connection.open() says hello, and gives the welcome", async () => {
  const transport = new FakeTransport();
  const opening = open(transport);
  const heard = await transport.heard();
  assert.ok(heard.type === "hello");
  assert.deepEqual([heard.nick, heard.rooms], ["ann", ["lobby"]]);
  transport.say(welcome({ nick: "Ann" }));
  const { connection, welcome: { nick } } = await opening;
  assert.equal(nick, "Ann");
  connection.close();
});

Deno.test("Connection.open() tries other nicks while one is taken", async () => {
  const transport = new FakeTransport();
  const hellos = ["ann2", "ann3"].map((nick) => ({ type: "hello", version: 1, nick }) as const);
  const nextHello = () => hellos.shift();
  const opening = open(transport, { nextHello });
  for (const nick of ["ann", "ann2"]) {
    const heard = await transport.heard();
    assert.equal(heard.type === "hello" && heard.nick, nick);
    transport.say(refusal("nick_taken"));
  }
  const third = await transport.heard();
  assert.equal(third.type === "hello" && third.nick, "ann3");
  transport.say(welcome({ nick: "ann3" }));
  (await opening).connection.close();
});

Deno.test("Connection.open() rejects with what the server refuses for, and closes", async () => {
  for (
    const code of ["nick_taken", "nick_invalid", "version_unsupported", "server_full"] as const
  ) {
    const transport = new FakeTransport();
    transport.say(refusal(code));
    await assert.rejects(open(transport), isError("refused", code));
    assert.ok(transport.isClosed, code);
  }
});

Deno.test("Connection.open() says hello again when it was too fast", async () => {
  const transport = new FakeTransport();
  const opening = open(transport);
  await transport.heard();
  transport.say(refusal("rate_limited", 1));
  assert.deepEqual(await transport.heard(), transport.sent[0]);
  transport.say(welcome());
  (await opening).connection.close();
});

Deno.test("Connection.open() waits no longer than it may, whatever the server asks", async () => {
  const transport = new FakeTransport();
  const opening = open(transport, { connectWithinMs: 50 });
  await transport.heard();
  transport.say(refusal("rate_limited", 20_000));
  await assert.rejects(opening, isError("unreachable"));
  assert.ok(transport.isClosed);
});

Deno.test("Connection.open() passes over what comes before the welcome", async () => {
  const transport = new FakeTransport();
  transport.say({ type: "notice", text: "Patience" }, { type: "pong" });
  await openAndGreet(transport);
  assert.ok(!transport.isClosed);
  transport.close();
});

Deno.test("Connection.open() rejects when there is no answer in time, and closes", async () => {
  const transport = new FakeTransport();
  const opening = open(transport, { connectWithinMs: 20 });
  await assert.rejects(opening, { code: "unreachable", message: /^what is there takes the conn/ });
  assert.ok(transport.isClosed);
});

Deno.test("Connection.open() says that what answers is no chatroom server, where it speaks otherwise", async () => {
  const answers = [
    "SSH-2.0-OpenSSH\r\n",
    "\x1b[2J\x07\n",
    "[]\n",
    "x".repeat(limits.serverFrameBytes + 1),
  ];
  for (const answer of answers) {
    const transport = new FakeTransport();
    const opening = open(transport);
    await transport.heard();
    transport.sayBytes(new TextEncoder().encode(answer));
    transport.close();
    await assert.rejects(opening, { code: "unreachable", message: /is no chatroom server/ });
  }
});

Deno.test("Connection.open() rejects when the signal comes, and closes", async () => {
  const [transport, stopping] = [new FakeTransport(), new AbortController()];
  const opening = open(transport, { signal: stopping.signal });
  await transport.heard();
  stopping.abort();
  await assert.rejects(opening, isError("unreachable"));
  assert.ok(transport.isClosed);
});

Deno.test("Connection.open() rejects where there is no way, with the reason", async () => {
  const refused = () => Promise.reject(new Error("Connection refused"));
  const opening = Connection.open(refused, hellosTo);
  await assert.rejects(opening, { code: "unreachable", message: "Connection refused" });
});

Deno.test("Connection.open() rejects when the server closes or breaks off first", async () => {
  for (const end of ["close", "break"] as const) {
    const transport = new FakeTransport();
    const opening = open(transport);
    await transport.heard();
    transport[end]();
    await assert.rejects(opening, isError("unreachable"), end);
  }
});

Deno.test("Connection.open() rejects when the signal comes with the connection", async () => {
  const [transport, stopping] = [new FakeTransport(), new AbortController()];
  const openLate = () => {
    stopping.abort();
    return Promise.resolve(transport);
  };
  const opening = Connection.open(openLate, hellosTo, { signal: stopping.signal });
  await assert.rejects(opening, isError("unreachable"));
  assert.ok(transport.isClosed);
});
