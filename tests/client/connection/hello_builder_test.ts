import assert from "node:assert/strict";
import type { ClientOptions } from "../../../client/chat_client.ts";
import { HelloBuilder } from "../../../client/connection/hello_builder.ts";
import type { ErrorCode } from "../../../protocol.ts";
import { welcome } from "../room_messages.ts";

const asked: ClientOptions = { nick: "ann", ifTaken: "fail", agent: "test 1" };
const saved = { token: "old", nick: "ann7", rooms: ["lobby"], seqs: new Map([["lobby", 3]]) };
const refusal = (code: ErrorCode) => ({ type: "error", code, message: "No" }) as const;
const taken = refusal("nick_taken");
const where = { nick: "", rooms: ["lobby"], seqs: new Map([["lobby", 3]]) };

Deno.test("HelloBuilder.build() asks for the nick one was told, and knows of nothing before", () => {
  const builder = new HelloBuilder({ ...asked, unattended: true }, undefined);
  const { hello: { session, ...hello }, nextHello } = builder.build(where);
  assert.deepEqual(hello, {
    ...{ type: "hello", version: 1, nick: "ann", token: undefined, rooms: ["lobby"] },
    ...{ resume: undefined, agent: "test 1", unattended: true },
  });
  assert.equal(builder.build(where).hello.session, session, "one for each run");
  assert.notEqual(new HelloBuilder(asked, undefined).build(where).hello.session, session);
  assert.equal(nextHello(taken), undefined, "another is not asked for");
});

Deno.test("HelloBuilder.build() goes on where an earlier run left off, under its nick if any will do", () => {
  const strict = new HelloBuilder(asked, saved).build(where);
  assert.deepEqual([strict.hello.nick, strict.hello.token], ["ann", "old"]);
  assert.equal(strict.hello.resume, where.seqs);
  const { hello, nextHello } = new HelloBuilder({ ...asked, ifTaken: "number" }, saved).build(
    where,
  );
  assert.deepEqual([hello.nick, hello.token], ["ann7", "old"]);
  assert.equal(nextHello(taken)?.nick, "ann2");
});

Deno.test("HelloBuilder.build() comes back as whom it was welcomed last, with a number if it must", () => {
  const builder = new HelloBuilder(asked, undefined);
  builder.welcomed(welcome({ nick: "ann", token: "new" }));
  const { hello, nextHello } = builder.build({ ...where, nick: "anna" });
  assert.deepEqual([hello.nick, hello.token], ["anna", "new"]);
  assert.equal(nextHello(refusal("nick_reserved"))?.nick, "anna2");
});

Deno.test("HelloBuilder.welcomed() tells whether the server knows the client, and did once", () => {
  const known = (builder: HelloBuilder, token: string) => {
    const { again, resumed, forgotten } = builder.welcomed(welcome({ token }));
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
    const { hello, nextHello } = builder.build(where);
    assert.deepEqual([hello.token, hello.password], ["old", undefined]);
    const { nick, token, resume, password } = nextHello(refusal(code)) ?? assert.fail(code);
    assert.deepEqual([nick, token, resume, password], ["ann", undefined, undefined, "p"]);
    assert.equal(nextHello(refusal("password_wrong")), undefined);
    const { resumed, forgotten } = builder.welcomed(welcome({ token: "hers" }));
    assert.deepEqual([resumed, forgotten], [false, false], "nobody has forgotten anything");
    const again = builder.build(where);
    assert.deepEqual([again.hello.token, again.nextHello(taken)?.password], ["hers", undefined]);
  }
});

Deno.test("HelloBuilder.build() gives codes and the server's password, and after that the password alone", () => {
  const builder = new HelloBuilder({ ...asked, secrets: { invite: "i", link: "l" } }, saved);
  builder.answer({ serverPassword: "s" });
  const { hello } = builder.build(where);
  assert.deepEqual([hello.link, hello.invite, hello.serverPassword], ["l", "i", "s"]);
  assert.deepEqual([hello.token, hello.resume], [undefined, undefined], "the link says who it is");
  assert.equal(builder.welcomed(welcome({ token: "new" })).forgotten, false);
  const again = builder.build(where).hello;
  assert.deepEqual([again.token, again.link, again.invite, again.serverPassword], [
    ...["new", undefined, undefined, "s"],
  ]);
});

Deno.test("HelloBuilder.build() takes any nick once it was answered that one will do, and forgets a token", () => {
  const builder = new HelloBuilder(asked, saved);
  assert.equal(builder.build(where).nextHello(taken), undefined);
  builder.answer({ anotherNick: true });
  assert.equal(builder.build(where).nextHello(refusal("password_required"))?.nick, "ann2");
  builder.forgetToken();
  assert.equal(builder.build(where).hello.token, undefined);
});
