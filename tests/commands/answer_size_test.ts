import assert from "node:assert/strict";
import { defaultRoom, limits } from "../../protocol.ts";
import { createSetting } from "./setting.ts";

/** As long as it may be, and in UTF-8 as large as that can be. */
const wide = (length: number) => "\u{20bb7}".repeat(length);
const name = (length: number, index: number) =>
  `${wide(length - 4)}${String(index).padStart(4, "0")}`;

/** With an `id` as long as it may be. */
function sizeOf(outcome: object | undefined): number {
  const id = "i".repeat(limits.idLength);
  return new TextEncoder().encode(JSON.stringify({ ...outcome, id })).length;
}

Deno.test("no answer of a command is larger than a frame from the server may be", () => {
  const { members, rooms, run, ann, operator } = createSetting();
  for (let index = 0; index < 2 * limits.listedMembers; index++) {
    const member = members.enter(`${index}`, name(limits.nickLength, index), 0, {
      agent: wide(limits.agentLength),
    });
    rooms.join(member, defaultRoom, 0);
    members.setAway(member, wide(limits.awayLength));
    const room = name(limits.roomNameLength, index);
    rooms.join(member, room, 0);
    rooms.setTopic(member, room, wide(limits.topicLength), 0);
  }
  const busy = members.find(name(limits.nickLength, 0));
  for (let index = 1; index < limits.rooms - 1; index++) {
    rooms.join(busy, name(limits.roomNameLength, index), 0);
  }
  for (let index = 0; index < 30; index++) {
    run(
      operator,
      `/ban in:lobby ${name(limits.nickLength, index + 500)} ${wide(limits.topicLength)}`,
    );
  }
  assert.ok(sizeOf(run(operator, "/bans in:lobby")[0]) < limits.historyBytes);
  for (const line of ["/who", "/rooms", `/whois ${busy.nick}`]) {
    const outcomes = run(ann, line);
    assert.equal(outcomes.length, 2);
    for (const outcome of outcomes) {
      const bytes = sizeOf(outcome);
      assert.ok(bytes > 10_000 && bytes < limits.historyBytes, `${line}: ${bytes}`);
    }
  }
});
