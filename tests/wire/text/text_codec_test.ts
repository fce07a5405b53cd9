import assert from "node:assert/strict";
import { noDirectory } from "../../support/servers/no_directory.ts";
import type { ClientMessage, KnownErrorCode } from "../../../protocol.ts";
import { TextCodec } from "../../../wire/text/text_codec.ts";

const encoder = new TextEncoder();
const [iac, will, wont, does, echo] = [255, 251, 252, 253, 1];

/** A codec, and what it said by itself: lines, and bytes as numbers. */
function open({ isGreeted = true } = {}) {
  const told: (string | readonly number[])[] = [];
  const codec = new TextCodec({
    directory: noDirectory,
    encoders: new Map(),
    isGreeted,
    send: (...frames) => told.push(...frames),
    sendBytes: (bytes) => told.push([...bytes]),
    end: () => told.push("end"),
  });
  const type = (line: string) => codec.decode(encoder.encode(`${line}\n`));
  const refuse = (code: KnownErrorCode, id?: string) =>
    codec.encode([{ type: "error", code, message: code, id }]);
  const letIn = (nick: string) =>
    codec.encode([
      {
        ...{ type: "welcome", version: 1, server: "test", nick, token: "" },
        ...{ limits: { textBytes: 1 }, features: [], commands: [] },
      },
      { type: "joined", room: "lobby", topic: "", members: [{ nick }], count: 1, seq: 0 },
    ]);
  return { codec, told, type, refuse, letIn };
}

/** What matters of a hello. */
function secretsOf([message]: readonly ClientMessage[]): unknown {
  assert.equal(message?.type, "hello");
  const { nick, password, link, serverPassword, invite } = message;
  return JSON.parse(JSON.stringify({ nick, password, link, serverPassword, invite }));
}

Deno.test("a nick that is reserved is asked its password, or a link's code, until it is right", () => {
  const { type, refuse, letIn } = open();
  assert.deepEqual(secretsOf(type("ann")), { nick: "ann" });
  assert.match(
    refuse("nick_reserved").join(),
    /^!! nick_reserved,== Type the nick's password.*,== What you type is seen here/,
  );
  assert.deepEqual(secretsOf(type("wrong")), { nick: "ann", password: "wrong" });
  assert.match(refuse("password_wrong").join(), /^!! password_wrong,== Type the nick's password/);
  assert.deepEqual(secretsOf(type("bcdf-ghjk")), { nick: "ann", link: "bcdf-ghjk" });
  refuse("link_invalid");
  assert.deepEqual(type(""), []);
  assert.deepEqual(secretsOf(type("anna")), { nick: "anna" });
  assert.match(letIn("anna").join("\n"), /^-- your nick is anna\n-- you are in #lobby$/m);
});

Deno.test("a server that is locked is asked for in the same way, and a nick's password beside it", () => {
  const { type, refuse } = open();
  type("ann");
  assert.match(refuse("server_locked").join(), /,== Type the server's password, or the code/);
  assert.deepEqual(secretsOf(type("BCDF-GHJK-MNPQ-RSTV")), {
    ...{ nick: "ann", invite: "BCDF-GHJK-MNPQ-RSTV" },
  });
  refuse("invite_invalid");
  assert.deepEqual(secretsOf(type("sesame")), { nick: "ann", serverPassword: "sesame" });
  refuse("nick_reserved");
  assert.deepEqual(secretsOf(type("secret")), {
    ...{ nick: "ann", password: "secret", serverPassword: "sesame" },
  });
});

Deno.test("passwords are hidden where telnet is spoken, and nowhere else is a byte of it sent", () => {
  const plain = open();
  plain.type("ann");
  plain.refuse("nick_reserved");
  assert.ok(plain.told.every((each) => typeof each === "string"));
  const { codec, told, type, refuse, letIn } = open();
  codec.decode(Uint8Array.of(iac, wont, 3));
  told.length = 0;
  type("ann");
  assert.deepEqual(told, []);
  refuse("nick_reserved");
  assert.deepEqual(told.splice(0), [[iac, will, echo]]);
  codec.decode(Uint8Array.of(iac, does, echo));
  // What is taken back is taken back by this side.
  assert.deepEqual(secretsOf(type("sex\x7fcret\b\bet")), { nick: "ann", password: "secret" });
  letIn("ann");
  assert.deepEqual(told, [[iac, wont, echo]]);
});

Deno.test("a client that begins with telnet is greeted at once, and asked", () => {
  const { codec, told, type } = open({ isGreeted: false });
  codec.decode(Uint8Array.of(iac, will, 31));
  assert.deepEqual(told.at(-1), "== Which nick do you want?");
  assert.deepEqual(secretsOf(type("ann")), { nick: "ann" });
});

Deno.test("who says something unasked comes as a guest, or by a nick with its password", () => {
  const { type } = open({ isGreeted: false });
  const [hello, say, ...others] = type("deploy done");
  assert.ok(hello?.type === "hello" && /^guest-\d{4}$/.test(hello.nick) && hello.unattended);
  assert.ok(
    say?.type === "say" && say.text === "deploy done" && "room" in say && say.room === "lobby",
  );
  assert.deepEqual(others, []);
  const named = open({ isGreeted: false });
  assert.deepEqual(secretsOf(named.type("/nick bot a secret")), {
    ...{ nick: "bot", password: "a secret" },
  });
});

Deno.test("a script that goes on without the name that it was refused is ended, and nothing more of it is said", () => {
  for (const code of ["nick_reserved", "password_wrong", "nick_taken", "banned"] as const) {
    const { told, type, refuse } = open({ isGreeted: false });
    type("/nick tel secret");
    assert.equal(refuse(code)[0], `!! ${code}`);
    assert.deepEqual(refuse("hello_required"), []);
    // It may take another one.
    assert.deepEqual(secretsOf(type("/nick bot")), { nick: "bot" });
    refuse(code);
    type("");
    assert.deepEqual(told, []);
    assert.deepEqual(type("I am tel"), []);
    assert.equal(told[0], "end");
    for (const line of ["I am tel", "/me is", "/nick bot"]) assert.deepEqual(type(line), []);
  }
  for (const line of ["/nick tel", "/login tel wrong"]) {
    const { told, type, refuse, letIn } = open({ isGreeted: false });
    const [hello] = type("hi");
    assert.ok(hello?.type === "hello");
    letIn(hello.nick);
    const [asked] = type(line);
    assert.ok(asked !== undefined && "id" in asked);
    refuse("not_in_room", "another");
    assert.deepEqual(told, []);
    assert.match(refuse("nick_taken", asked.id).join(), /^!! nick_taken/);
    assert.deepEqual(told, ["end"]);
  }
});

Deno.test("who is asked for a nick may type /help, /login and /quit", () => {
  const { told, type, refuse } = open();
  for (const line of ["/help", "/login", "/nonsense x"]) {
    assert.deepEqual(type(line), []);
    assert.match(told.splice(0).join(), /^== Type a nick alone, or \/login .*,== Which nick/);
  }
  assert.deepEqual(secretsOf(type("/login ann a secret")), { nick: "ann", password: "a secret" });
  assert.match(refuse("password_wrong").join(), /== Type the nick's password/);
  type("");
  told.length = 0;
  assert.deepEqual(type("/login ann"), []);
  assert.match(String(told[0]), /^== Type the nick's password/);
  assert.deepEqual(secretsOf(type("secret")), { nick: "ann", password: "secret" });
  assert.deepEqual(type("/quit"), [{ type: "bye", text: undefined }]);
});

Deno.test("/password asks for a new one twice, and for the one until now where there is one", () => {
  const { told, type, refuse, letIn } = open();
  type("ann");
  letIn("ann");
  assert.deepEqual(type("/password typed here"), []);
  assert.match(String(told.pop()), /Type \/password alone/);
  type("/password");
  assert.deepEqual(type("one"), []);
  assert.deepEqual(type("another"), []);
  assert.match(String(told.at(-1)), /^== These were not the same/);
  type("one");
  const [asked] = type("one");
  assert.ok(asked?.type === "password" && asked.password === "one");
  assert.match(refuse("password_required", asked.id).join(), /== The password until now:$/);
  const [again] = type("zero");
  assert.ok(again?.type === "password" && again.current === "zero" && again.password === "one");
  assert.ok(type("said again")[0]?.type === "say");
});

Deno.test("/login asks for the password, or takes it as typed, and what follows is said", () => {
  const { codec, told, type, letIn } = open();
  type("ann");
  letIn("ann");
  assert.deepEqual(type("/login bob"), []);
  assert.equal(told[0], '== The password of "bob":');
  const [asked] = type("secret");
  assert.ok(asked?.type === "login" && asked.account === "bob" && asked.password === "secret");
  assert.deepEqual(codec.encode([{ type: "login", account: "bob" }]), [
    '-- you are logged in to "bob"',
  ]);
  const [typed] = type("/login bob a secret");
  assert.ok(typed?.type === "login" && typed.password === "a secret");
  type("/login bob");
  assert.deepEqual(type(""), []);
  assert.equal(told.at(-1), "== You are not logged in");
  assert.ok(type("hello")[0]?.type === "say");
});

Deno.test("a day that begins is told once, to who is in", () => {
  const { codec, told, type, letIn } = open();
  const now = new Date();
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime();
  codec.passTime(tomorrow);
  assert.deepEqual(told, []);
  type("ann");
  letIn("ann");
  codec.passTime(tomorrow - 1);
  codec.passTime(tomorrow);
  codec.passTime(tomorrow + 1000);
  assert.equal(told.length, 1);
  assert.match(String(told[0]), /^-- \d{4}-\d\d-\d\d$/);
});
