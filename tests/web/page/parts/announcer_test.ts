import assert from "node:assert/strict";
import { Announcer } from "../../../../web/page/parts/announcer.ts";

/** An announcer whose pauses end when they are told to, and what it announced. */
function setUp() {
  const announced: string[] = [];
  const pauses: number[] = [];
  let end = () => {};
  const announcer = new Announcer((run, milliseconds) => {
    pauses.push(milliseconds);
    end = run;
  });
  const { announcement } = announcer;
  announcement.watch(() => announced.push(announcement.value.text));
  return { announcer, announced, pauses, endPause: () => end() };
}

Deno.test("the first line is announced at once, what follows together after a second", () => {
  const { announcer, announced, pauses, endPause } = setUp();
  announcer.say("anna: hello");
  announcer.say("ben: hi");
  announcer.say("ben: all well?");
  assert.deepEqual(announced, ["anna: hello"]);
  endPause();
  assert.deepEqual(announced.slice(1), ["ben: hi\nben: all well?"]);
  endPause();
  announcer.say("anna: yes");
  assert.deepEqual(announced.slice(2), ["anna: yes"]);
  assert.deepEqual(pauses, [1_000, 1_000, 1_000]);
});

Deno.test("of a flood the newest lines are announced, and how many others there were, at times", () => {
  const { announcer, announced, pauses, endPause } = setUp();
  for (let index = 0; index < 2_000; index++) announcer.say(`line ${index}`);
  endPause();
  assert.deepEqual(announced.slice(1), ["1996 more\nline 1997\nline 1998\nline 1999"]);
  assert.deepEqual(pauses, [1_000, 5_000]);
});

Deno.test("the same line is announced again, a long one in part", () => {
  const { announcer, announced, endPause } = setUp();
  announcer.say("again");
  endPause();
  announcer.say("again");
  endPause();
  announcer.say("a".repeat(16_384));
  assert.deepEqual(announced, ["again", "again", `${"a".repeat(300)}…`]);
});
