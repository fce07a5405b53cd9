import assert from "node:assert/strict";

import {
  ircDialect,
  mixedDialect,
  natsDialect,
  textDialect,
} from "../../../bench/dialects/dialects.ts";

const encoder = new TextEncoder();

Deno.test("ircDialect joins with the end of the names, or throws", () => {
  assert.equal(ircDialect.isJoined(":irc.test 001 c0 :Welcome\r"), false);
  assert.equal(ircDialect.isJoined(":irc.test 422 c0 :MOTD file is missing\r"), false);
  assert.equal(ircDialect.isJoined(":irc.test 366 c0 #lobby :End of NAMES list\r"), true);
  for (const line of [":irc.test 433 * c0 :Nickname already in use\r", "ERROR :Closing link\r"]) {
    assert.throws(() => ircDialect.isJoined(line), /refused a client/);
  }
});

Deno.test("ircDialect counts messages and answers pings", () => {
  const isDelivery = (line: string) => ircDialect.isDelivery(encoder.encode(`x\n${line}\n`), 2);
  assert.equal(isDelivery(":c0!~c0@127.0.0.1 PRIVMSG #lobby :hello"), true);
  assert.equal(isDelivery(":c1!~c1@127.0.0.1 JOIN :#lobby"), false);
  assert.equal(isDelivery("PING :irc.test"), false);
  assert.equal(ircDialect.answer("PING :irc.test\r"), "PONG :irc.test\r\n");
  assert.equal(ircDialect.answer(":c1!~c1@127.0.0.1 PART #lobby\r"), undefined);
});

Deno.test("ircDialect joins once it is welcome", () => {
  assert.equal(ircDialect.answer(":irc.test 001 c0 :Welcome\r"), "JOIN #lobby\r\n");
});

Deno.test("mixedDialect tells by the first character of a line how it is to be read", () => {
  const lines: readonly [line: string, isDelivery: boolean][] = [
    [`{"type":"message","text":"hello"}`, true],
    [`{"type":"join","nick":"c1"}`, false],
    [":c0!~c0@127.0.0.1 PRIVMSG #lobby :hello", true],
    [":c1!~c1@127.0.0.1 JOIN :#lobby", false],
    ["12:03 c0: hello", true],
    ["-- c1 joined", false],
  ];
  for (const [line, isDelivery] of lines) {
    assert.equal(mixedDialect.isDelivery(encoder.encode(`${line}\n`), 0), isDelivery, line);
  }
});

Deno.test("textDialect and natsDialect count what is said, and join", () => {
  assert.equal(textDialect.isJoined("-- you are in #lobby\r"), true);
  assert.equal(natsDialect.isJoined("PONG\r"), true);
  assert.equal(natsDialect.isDelivery(encoder.encode("MSG lobby 1 5\r\n"), 0), false);
  assert.equal(natsDialect.isDelivery(encoder.encode("|0000000001 hello\r\n"), 0), true);
  assert.equal(natsDialect.answer("PING\r"), "PONG\r\n");
});
