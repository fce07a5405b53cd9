import assert from "node:assert/strict";

import type { RoomMessage } from "../../protocol.ts";
import { localTime } from "../../helpers/text/local_time.ts";
import { jsonLog, textLog, waysToJoin } from "../../subcommands/server_log.ts";

const options = { nick: "server", colors: false };

function said(text: string, room = "lobby"): RoomMessage {
  return { type: "message", room, seq: 1, ts: 0, from: "ann", text, kind: "text" };
}

Deno.test("textLog() names the rooms other than the default one", () => {
  const log = textLog(() => options);
  assert.equal(log.formatMessage(said("hi")), "<ann> hi");
  assert.equal(log.formatMessage(said("hi", "dev")), "#dev <ann> hi");
});

Deno.test("textLog() shows the beginning of what is long, and how much more there is", () => {
  const log = textLog(() => options);
  const rows = log.formatMessage(said(Array(1000).fill("row").join("\n")))?.split("\n") ?? [];
  assert.equal(rows.length, 21);
  assert.match(rows.at(-1) ?? "", /… and 3920 more characters$/);
  const wide = log.formatMessage(said("x".repeat(16_000))) ?? "";
  assert.ok(wide.length < 2100);
  assert.match(wide, /… and 14000 more characters$/);
});

Deno.test("jsonLog() gives an object a line, with event and time, and all of the text", () => {
  const log = jsonLog(() => new Date(0));
  const text = "x\n".repeat(1000);
  const time = "1970-01-01T00:00:00.000Z";
  const { type: event, ...fields } = said(text);
  const line = log.formatMessage(said(text)) ?? "";
  assert.ok(!line.includes("\n"));
  assert.deepEqual(JSON.parse(line), { event, time, ...fields });
  const record = { event: "stopping", level: "info", message: "Good night" } as const;
  assert.deepEqual(JSON.parse(log.formatRecord(record)), { ...record, time });
});

Deno.test("textLog() with times has the date at the start and when it is another one", () => {
  const days = [
    new Date(2026, 10, 30, 23, 59),
    new Date(2026, 10, 30, 23, 59),
    new Date(2026, 11, 1),
  ];
  let nowMs = 0;
  const log = textLog(() => ({ ...options, time: localTime, nowMs }));
  const record = { event: "refused", level: "warning", message: "The server is full" } as const;
  const lines = days.flatMap((day) => {
    nowMs = day.getTime();
    return [log.formatRecord(record), log.formatMessage({ ...said("hi"), ts: nowMs })];
  });
  assert.deepEqual(lines, [
    "--- 2026-11-30 ---\n23:59 The server is full",
    "23:59 <ann> hi",
    "23:59 The server is full",
    "23:59 <ann> hi",
    "--- 2026-12-01 ---\n00:00 The server is full",
    "00:00 <ann> hi",
  ]);
});

Deno.test("waysToJoin() quotes what a shell would take for a pattern", () => {
  const ways = waysToJoin(["192.0.2.1:5000#kq3f-2abc", "[2001:db8::1]:5000#kq3f-2abc"]);
  assert.ok(ways[0]?.endsWith("client 192.0.2.1:5000#kq3f-2abc"));
  assert.ok(ways[1]?.endsWith('client "[2001:db8::1]:5000#kq3f-2abc"'));
});
