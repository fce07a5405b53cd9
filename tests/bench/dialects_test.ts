import assert from "node:assert/strict";

import { ircDialect } from "../../bench/dialects.ts";

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
