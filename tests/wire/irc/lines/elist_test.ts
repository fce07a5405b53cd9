import assert from "node:assert/strict";
import fc from "fast-check";
import { isWithin, parseListConditions } from "../../../../wire/irc/lines/elist.ts";

const none = { masks: [], notMasks: [], members: {}, createdMinutesAgo: {}, topicMinutesAgo: {} };

Deno.test("parseListConditions() reads each kind of condition", () => {
  assert.deepEqual(parseListConditions(">10,<50,C<60,T>5,*mask*,!*mask*,#dev"), {
    masks: ["*mask*", "#dev"],
    notMasks: ["*mask*"],
    members: { moreThan: 10, lessThan: 50 },
    createdMinutesAgo: { lessThan: 60 },
    topicMinutesAgo: { moreThan: 5 },
  });
  assert.deepEqual(parseListConditions("c>1,t<2"), {
    ...none,
    createdMinutesAgo: { moreThan: 1 },
    topicMinutesAgo: { lessThan: 2 },
  });
});

Deno.test("parseListConditions() takes the last of two of the same", () => {
  assert.deepEqual(parseListConditions(">10,>3").members, { moreThan: 3 });
});

Deno.test("parseListConditions() takes what is no condition for a name", () => {
  const names = [">", "<x", ">-1", ">1.5", ">9999999999", "C=5", "X>5", "!", "CT<5"];
  assert.deepEqual(parseListConditions(names.join(",")), { ...none, masks: names });
  assert.deepEqual(parseListConditions(",,"), none);
});

Deno.test("isWithin() leaves both bounds out", () => {
  assert.deepEqual([1, 2, 3].filter((value) => isWithin(value, { moreThan: 1, lessThan: 3 })), [2]);
  assert.ok(isWithin(0, {}));
});

Deno.test("parseListConditions() takes anything", () => {
  const unit = fc.constantFrom(..."CT<>!,*9_é\0");
  fc.assert(fc.property(fc.string({ unit }), (text) => {
    const { masks, notMasks } = parseListConditions(text);
    assert.ok([...masks, ...notMasks].every((mask) => mask !== "" && !mask.includes(",")));
  }));
});
