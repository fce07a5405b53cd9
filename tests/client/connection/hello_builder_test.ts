import assert from "node:assert/strict";
import type { ClientOptions } from "../../../client/chat_client.ts";
import { HelloBuilder } from "../../../client/connection/hello_builder.ts";
import { welcome } from "../room_messages.ts";

const asked: ClientOptions = { nick: "ann", ifTaken: "fail", agent: "test 1" };
const saved = { token: "old", nick: "ann7", rooms: ["lobby"], seqs: new Map([["lobby", 3]]) };
const where = { nick: "", rooms: ["lobby"], seqs: new Map([["lobby", 3]]) };

Deno.test("HelloBuilder.build() asks for the nick one was told, and knows of nothing before", () => {
  const { hello, nextNick } = new HelloBuilder(asked, undefined).build(where);
  assert.deepEqual(hello, {
    ...{ type: "hello", version: 1, nick: "ann", token: undefined, rooms: ["lobby"] },
    ...{ resume: undefined, agent: "test 1" },
  });
  assert.equal(nextNick(), undefined, "another is not asked for");
});

Deno.test("HelloBuilder.build() goes on where an earlier run left off, under its nick if any will do", () => {
  const strict = new HelloBuilder(asked, saved).build(where);
  assert.deepEqual([strict.hello.nick, strict.hello.token], ["ann", "old"]);
  assert.equal(strict.hello.resume, where.seqs);
  const { hello, nextNick } = new HelloBuilder({ ...asked, ifTaken: "number" }, saved).build(where);
  assert.deepEqual([hello.nick, hello.token], ["ann7", "old"]);
  assert.equal(nextNick(), "ann2");
});

Deno.test("HelloBuilder.build() comes back as whom it was welcomed last, with a number if it must", () => {
  const builder = new HelloBuilder(asked, undefined);
  builder.welcomed(welcome({ nick: "ann", token: "new" }));
  const { hello, nextNick } = builder.build({ ...where, nick: "anna" });
  assert.deepEqual([hello.nick, hello.token], ["anna", "new"]);
  assert.equal(nextNick(), "anna2");
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
