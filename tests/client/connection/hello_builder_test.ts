import assert from "node:assert/strict";
import type { ClientOptions } from "../../../client/chat_client.ts";
import { ClientError } from "../../../client/client_error.ts";
import { HelloBuilder, withheldReason } from "../../../client/connection/hello_builder.ts";
import { SecretGuard } from "../../../client/connection/secret_guard.ts";
import type { Peer } from "../../../net/transport.ts";
import type { ErrorCode } from "../../../protocol.ts";
import { welcome } from "../room_messages.ts";

const asked: ClientOptions = { nick: "ann", ifTaken: "fail", agent: "test 1" };
const saved = { token: "old", nick: "ann7", rooms: ["lobby"], seqs: new Map([["lobby", 3]]) };
const refusal = (code: ErrorCode) => ({ type: "error", code, message: "No" }) as const;
const taken = refusal("nick_taken");
const plain: Peer = { address: "127.0.0.1" };
const where = { nick: "", rooms: ["lobby"], seqs: new Map([["lobby", 3]]) };

Deno.test("HelloBuilder.build() asks for the nick one was told, and knows of nothing before", () => {
  const builder = new HelloBuilder({ ...asked, unattended: true }, undefined);
  const { hello: { session, ...hello }, nextHello } = builder.build(where, plain);
  assert.deepEqual(hello, {
    ...{ type: "hello", version: 1, nick: "ann", token: undefined, rooms: ["lobby"] },
    ...{ resume: undefined, agent: "test 1", unattended: true },
  });
  assert.equal(builder.build(where, plain).hello.session, session, "one for each run");
  assert.notEqual(new HelloBuilder(asked, undefined).build(where, plain).hello.session, session);
  assert.equal(nextHello(taken), undefined, "another is not asked for");
});

Deno.test("HelloBuilder.build() goes on where an earlier run left off, under its nick if any will do", () => {
  const strict = new HelloBuilder(asked, saved).build(where, plain);
  assert.deepEqual([strict.hello.nick, strict.hello.token], ["ann", "old"]);
  assert.equal(strict.hello.resume, where.seqs);
  const { hello, nextHello } = new HelloBuilder({ ...asked, ifTaken: "number" }, saved).build(
    where,
    plain,
  );
  assert.deepEqual([hello.nick, hello.token], ["ann7", "old"]);
  assert.equal(nextHello(taken)?.nick, "ann2");
});

Deno.test("HelloBuilder.build() comes back as whom it was welcomed last, with a number if it must", () => {
  const builder = new HelloBuilder(asked, undefined);
  builder.welcomed(welcome({ nick: "ann", token: "new" }), plain);
  const { hello, nextHello } = builder.build({ ...where, nick: "anna" }, plain);
  assert.deepEqual([hello.nick, hello.token], ["anna", "new"]);
  assert.equal(nextHello(refusal("nick_reserved"))?.nick, "anna2");
});

Deno.test("HelloBuilder.welcomed() tells whether the server knows the client, and did once", () => {
  const known = (builder: HelloBuilder, token: string) => {
    builder.build(where, plain);
    const { again, resumed, forgotten } = builder.welcomed(welcome({ token }), plain);
    return [again, resumed, forgotten];
  };
  const anew = new HelloBuilder(asked, undefined);
  assert.deepEqual(known(anew, "new"), [false, false, false]);
  assert.deepEqual(known(anew, "new"), [true, true, false]);
  assert.deepEqual(known(anew, "other"), [true, false, true]);
  assert.deepEqual(known(new HelloBuilder(asked, saved), "old"), [false, true, false]);
  assert.deepEqual(known(new HelloBuilder(asked, saved), "new"), [false, false, true]);
});

Deno.test("HelloBuilder.build() gives a password where the nick asks for one, once, and no token with it", () => {
  for (const code of ["nick_taken", "nick_reserved", "password_required"] as const) {
    const builder = new HelloBuilder({ ...asked, secrets: { password: "p" } }, saved);
    const { hello, nextHello } = builder.build(where, plain);
    assert.deepEqual([hello.token, hello.password], ["old", undefined]);
    const { nick, token, resume, password } = nextHello(refusal(code)) ?? assert.fail(code);
    assert.deepEqual([nick, token, resume, password], ["ann", undefined, undefined, "p"]);
    assert.equal(nextHello(refusal("password_wrong")), undefined);
    const { resumed, forgotten } = builder.welcomed(welcome({ token: "hers" }), plain);
    assert.deepEqual([resumed, forgotten], [false, false], "nobody has forgotten anything");
    const again = builder.build(where, plain);
    assert.deepEqual([again.hello.token, again.nextHello(taken)?.password], ["hers", undefined]);
  }
});

Deno.test("HelloBuilder.build() gives codes and the server's password, and after that the password alone", () => {
  const builder = new HelloBuilder({ ...asked, secrets: { invite: "i", link: "l" } }, saved);
  builder.answer({ serverPassword: "s" });
  const { hello } = builder.build(where, plain);
  assert.deepEqual([hello.link, hello.invite, hello.serverPassword], ["l", "i", "s"]);
  assert.deepEqual([hello.token, hello.resume], [undefined, undefined], "the link says who it is");
  assert.equal(builder.welcomed(welcome({ token: "new" }), plain).forgotten, false);
  const again = builder.build(where, plain).hello;
  assert.deepEqual([again.token, again.link, again.invite, again.serverPassword], [
    ...["new", undefined, undefined, "s"],
  ]);
});

Deno.test("HelloBuilder.build() takes any nick once it was answered that one will do, and forgets a token", () => {
  const builder = new HelloBuilder(asked, saved);
  assert.equal(builder.build(where, plain).nextHello(taken), undefined);
  builder.answer({ anotherNick: true });
  assert.equal(builder.build(where, plain).nextHello(refusal("password_required"))?.nick, "ann2");
  builder.forgetToken();
  assert.equal(builder.build(where, plain).hello.token, undefined);
});

const encrypted: Peer = { address: "192.0.2.1", encryption: "TLS" };
const otherMachine: Peer = { address: "192.0.2.1" };
const savedEncrypted = { ...saved, encrypted: true } as const;

Deno.test("HelloBuilder.build() gives a token of an encrypted connection to no other, not even on this machine", () => {
  for (const peer of [plain, otherMachine]) {
    const builder = new HelloBuilder(asked, savedEncrypted);
    const { hello, nextHello } = builder.build(where, peer);
    assert.deepEqual([hello.token, hello.resume], [undefined, undefined]);
    assert.equal(nextHello(taken), undefined);
    const { forgotten, resumed, withheld } = builder.welcomed(welcome({ token: "open" }), peer);
    assert.deepEqual([forgotten, resumed, withheld], [false, false, true]);
  }
  const { hello } = new HelloBuilder(asked, savedEncrypted).build(where, encrypted);
  assert.deepEqual([hello.token, hello.resume], ["old", where.seqs]);
});

Deno.test("HelloBuilder.build() keeps apart who one is in the clear and encrypted, through one run", () => {
  const builder = new HelloBuilder(asked, undefined);
  const come = (peer: Peer, known?: string) => {
    const { hello } = builder.build(where, peer);
    const token = hello.token ?? known;
    const { resumed, forgotten } = builder.welcomed(welcome({ token }), peer);
    return [hello.token, hello.resume !== undefined, resumed, forgotten];
  };
  assert.deepEqual(come(encrypted, "secret"), [undefined, false, false, false]);
  assert.deepEqual(come(otherMachine, "open"), [undefined, false, false, false]);
  assert.deepEqual(come(otherMachine), ["open", true, true, false]);
  const back = "known, but what was received since is of somebody else";
  assert.deepEqual(come(encrypted), ["secret", false, false, false], back);
  assert.deepEqual(come(encrypted), ["secret", true, true, false]);
});

Deno.test("HelloBuilder.forgetToken() forgets nothing of encrypted connections for what another says", () => {
  const builder = new HelloBuilder(asked, savedEncrypted);
  builder.build(where, otherMachine);
  builder.forgetToken();
  assert.equal(builder.build(where, encrypted).hello.token, "old");
  builder.forgetToken();
  assert.equal(builder.build(where, encrypted).hello.token, undefined);
});

Deno.test("HelloBuilder.explain() tells whose nick it is that somebody comes without a token for", () => {
  const builder = new HelloBuilder(asked, savedEncrypted);
  const refused = new ClientError("refused", "No", "nick_reserved");
  builder.build(where, encrypted);
  assert.equal(builder.explain(refused), refused);
  builder.build(where, plain);
  const { message, serverCode } = builder.explain(refused);
  assert.deepEqual([message, serverCode], [`No. ${withheldReason}`, "nick_reserved"]);
});

Deno.test("HelloBuilder.build() gives secrets to another machine encrypted, or once that is allowed", () => {
  const isHeldBack = { code: "not_encrypted" };
  for (const secrets of [{ serverPassword: "s" }, { link: "l" }, { invite: "i" }]) {
    const guard = new SecretGuard();
    const builder = new HelloBuilder({ ...asked, secrets }, undefined, guard);
    for (const peer of [plain, encrypted]) {
      assert.partialDeepStrictEqual(builder.build(where, peer).hello, secrets);
    }
    assert.throws(() => builder.build(where, otherMachine), isHeldBack);
    guard.allow();
    assert.partialDeepStrictEqual(builder.build(where, otherMachine).hello, secrets);
  }
});

Deno.test("HelloBuilder.build() gives codes to another machine that others could read before", () => {
  const known = { ...asked, areCodesExposed: true };
  const secrets = { invite: "i", link: "l" };
  const { hello } = new HelloBuilder({ ...known, secrets }, undefined).build(where, otherMachine);
  assert.deepEqual([hello.invite, hello.link], ["i", "l"]);
  const withPassword = new HelloBuilder({ ...known, secrets: { serverPassword: "p" } }, undefined);
  assert.throws(() => withPassword.build(where, otherMachine), { code: "not_encrypted" });
});

Deno.test("HelloBuilder.build() holds a nick's password back only where the nick asks for one", () => {
  const options = { ...asked, secrets: { password: "p" } };
  const { nextHello } = new HelloBuilder(options, undefined).build(where, otherMachine);
  assert.equal(nextHello(refusal("server_full")), undefined);
  assert.throws(() => nextHello(refusal("nick_reserved")), { code: "not_encrypted" });
  const insecure = new HelloBuilder({ ...options, insecure: true }, undefined);
  const next = insecure.build(where, otherMachine).nextHello(refusal("nick_reserved"));
  assert.equal(next?.password, "p");
});
