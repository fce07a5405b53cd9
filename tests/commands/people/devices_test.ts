import assert from "node:assert/strict";
import { createSetting } from "../setting.ts";

const hourMs = 60 * 60 * 1000;

Deno.test("/devices lists one's own, with the number that /logout takes", () => {
  const { answers, run, chat, ann } = createSetting();
  assert.match(answers(ann, "/devices").join(), /this device alone/);
  const times = { addedAt: 0, seenAt: 2 * hourMs };
  const devices = [
    { id: "d1", ...times, agent: "chatroom 1.0", address: "192.0.2.1" },
    { id: "d2", ...times, agent: "phone" },
    { id: "d3", ...times },
  ];
  chat.accounts.set({ identity: "ann", nick: "ann", createdAt: 0, seenAt: 0, devices });
  ann.sessions.set("s2", { isUnattended: false, device: "d2" });
  const [told] = answers(ann, "/devices", { nowMs: 5 * hourMs, device: "d1" });
  assert.deepEqual(told?.split("\n"), [
    "1  chatroom 1.0, from 192.0.2.1, for 5 hr, this one",
    "2  phone, for 5 hr, here now",
    "3  some program, for 5 hr, last seen 3 hr ago",
  ]);
  run(ann, "/logout 2", { device: "d1" });
  assert.deepEqual(chat.accounts.get("ann")?.devices.map(({ id }) => id), ["d1", "d3"]);
  run(ann, "/logout others", { device: "d1" });
  assert.deepEqual(chat.accounts.get("ann")?.devices.map(({ id }) => id), ["d1"]);
});
