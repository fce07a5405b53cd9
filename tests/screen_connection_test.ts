import assert from "node:assert/strict";
import { type ServerMessage } from "../protocol.ts";
import { startServer } from "../server.ts";
import { joined, said, welcome } from "./client/room_messages.ts";
import { FakeServer } from "./support/servers/fake_server.ts";
import { FullScreen } from "./support/program/full_screen.ts";
import { RawClient } from "./support/clients/raw_client.ts";
import { TcpProxy } from "./support/servers/tcp_proxy.ts";
import { testInTerminal } from "./support/program/test_in_terminal.ts";

testInTerminal("what is said without a connection waits, and is said once, in order", async () => {
  await using server = startServer();
  await using proxy = new TcpProxy(server.port);
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await FullScreen.open(proxy.port, "ann");
  await ann.enter("before");
  await bob.next("message");
  await ann.row(/ ann before *│/);
  proxy.block();
  await ann.status(/^ reconnecting in \d+ s {2}/);
  for (const text of ["one", "two", "three"]) {
    await ann.enter(text);
    // Lines that come together would be a paste.
    await ann.row(new RegExp(` ann ${text} … *│`));
  }
  assert.deepEqual(saidIn(await ann.rows()), [
    "ann before",
    "ann one …",
    "ann two …",
    "ann three …",
  ]);
  for (const text of ["missed 1", "missed 2"]) await bob.say(text);
  await ann.enter("/who");
  await ann.row(/Cannot run \/who: there is no connection now/);
  proxy.unblock();
  await ann.press("Enter");
  await bob.next("message", ({ text }) => text === "three");
  await ann.gone(/…/);
  await ann.status(/^ #lobby {2}not encrypted$/);
  assert.deepEqual(saidIn(await ann.rows()), [
    "ann before",
    "bob missed 1",
    "bob missed 2",
    "ann one",
    "ann two",
    "ann three",
  ]);
  const heard = bob.all("message").filter(({ from }) => from === "ann").map(({ text }) => text);
  assert.deepEqual(heard, ["before", "one", "two", "three"]);
});

testInTerminal("catching up is told, and a line stands above what was missed", async () => {
  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => said(from + index));
  const page = { type: "history", room: "lobby" } as const;
  const greetings: ServerMessage[][] = [
    [welcome(), joined({ seq: 5 }), { ...page, complete: true, messages: range(1, 5) }],
    [welcome(), joined({ seq: 9 }), { ...page, complete: false, messages: range(8, 9) }],
  ];
  await using server = new FakeServer({ greet: () => greetings.shift() ?? [] });
  await using ann = await FullScreen.open(server.port, "ann");
  await ann.row(/ bob text 5 /);
  // The terminal is told not to be looked at.
  await ann.type("\x1b[O");
  server.hangUp();
  // The screen, which is not full, has asked for what came before.
  let first = await server.heard("history");
  while (first.after === undefined) first = await server.heard("history");
  assert.equal(first.after, 5);
  server.say({ ...page, id: first.id, complete: false, remaining: 2, messages: range(6, 7) });
  await ann.status(/^ catching up: 2 of 4 {2}#lobby/);
  let second = await server.heard("history");
  while (second.after === undefined) second = await server.heard("history");
  server.say({ ...page, id: second.id, complete: true, messages: range(8, 9) });
  await ann.row(/ bob text 9 /);
  await ann.status(/^ #lobby/);
  const rows = await ann.rows();
  const read = rows.findIndex((row) => /│── new ─+│/.test(row));
  assert.deepEqual(saidIn(rows.slice(read)), range(6, 9).map(({ text }) => `bob ${text}`));
  assert.deepEqual(saidIn(rows).slice(-9), range(1, 9).map(({ text }) => `bob ${text}`));
  await ann.type("\x1b[I");
  await ann.row(/^1 #lobby *│/);
});

/** Who said what, as far as it is seen in rooms with panes at their sides. */
function saidIn(rows: readonly string[]): string[] {
  return rows.flatMap((row) => {
    const [, said] = /│HH:MM +((?:ann|bob) .*?) *│/.exec(row) ?? [];
    return said === undefined ? [] : [said];
  });
}
