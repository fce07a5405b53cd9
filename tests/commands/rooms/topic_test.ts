import assert from "node:assert/strict";
import { limits } from "../../../protocol.ts";
import { assertRefused } from "../../chat/assert_refused.ts";
import { createSetting } from "../setting.ts";

Deno.test("/topic TEXT sets it, - clears it, and /topic shows it", () => {
  const { run, answers, ann } = createSetting();
  assert.deepEqual(run(ann, "/topic  on\nFriday ").slice(1), [
    { type: "topic", identity: "ann", room: "lobby", by: "ann", topic: "on Friday" },
  ]);
  assert.deepEqual(run(ann, "/topic"), [
    { type: "notice", text: "Topic of #lobby: on Friday", room: "lobby" },
  ]);
  assert.deepEqual(run(ann, "/topic -").slice(1), [{
    type: "topic",
    identity: "ann",
    room: "lobby",
    by: "ann",
    topic: "",
  }]);
  assert.deepEqual(answers(ann, "/topic"), ["#lobby has no topic"]);
});

Deno.test("/topic is kept with who set it and when, and told to whoever joins", () => {
  const { run, rooms, members, ann, bob } = createSetting();
  run(ann, "/topic Friday", { nowMs: 5 });
  const again = run(bob, "/topic Friday", { nowMs: 9 });
  assert.deepEqual(again.map(({ type }) => type), ["keepRoom", "topic"], "also to what it was");
  const carl = members.enter("carl", "carl", 0);
  const joined = () => rooms.join(carl, "lobby", 10)?.joined;
  assert.partialDeepStrictEqual(joined(), { topic: "Friday", topicBy: "bob", topicTs: 9 });
  run(ann, "/topic -", { nowMs: 11 });
  rooms.leaveAll(carl, "left");
  const { topic, topicBy, topicTs } = joined() ?? {};
  assert.deepEqual([topic, topicBy, topicTs], ["", undefined, undefined]);
});

Deno.test("/topic refuses a long one, and rooms one is not in", () => {
  const { run, ann } = createSetting();
  const long = `/topic ${"x".repeat(limits.topicLength + 1)}`;
  assertRefused("topic_too_long", () => run(ann, long));
  for (const line of ["/topic", "/topic mine"]) {
    assertRefused("not_in_room", () => run(ann, line, { room: "dev" }), line);
  }
});
