import assert from "node:assert/strict";
import { mergeTraffic, trafficOf } from "../../../client/conversations/traffic.ts";
import type { Traffic } from "../../../client/conversations/timeline_item.ts";
import { traffic } from "../timeline_items.ts";

const about = { room: "lobby", ts: 1 } as const;

/** Bob joins (`+`) and leaves (`-`). */
function moves(signs: string): Traffic {
  return [...signs].map((sign) =>
    sign === "+"
      ? trafficOf({ type: "join", ...about, nick: "bob" })
      : trafficOf({ type: "leave", ...about, nick: "BOB", reason: "left" })
  ).reduce(mergeTraffic);
}

Deno.test("trafficOf() takes single joins and leaves, and many at once", () => {
  assert.deepEqual(moves("+"), traffic({ joined: ["bob"] }));
  assert.deepEqual(moves("-"), traffic({ left: ["BOB"] }));
  const presence = { type: "presence", ...about, count: 9 } as const;
  assert.deepEqual(
    trafficOf({ ...presence, joined: ["carl", "carl"], left: ["dora"] }),
    traffic({ joined: ["carl"], left: ["dora"] }),
  );
});

Deno.test("mergeTraffic() names each by how it began and ended", () => {
  assert.deepEqual(moves("+-"), traffic({ passed: ["BOB"] }));
  assert.deepEqual(moves("+-+"), traffic({ joined: ["bob"] }));
  assert.deepEqual(moves("+-+-"), traffic({ passed: ["BOB"] }));
  assert.deepEqual(moves("-+"), traffic({ passed: ["bob"] }));
  assert.deepEqual(moves("-+-"), traffic({ left: ["BOB"] }));
  assert.deepEqual(moves("++"), traffic({ joined: ["bob"] }));
});

Deno.test("mergeTraffic() keeps the first time", () => {
  assert.equal(mergeTraffic(traffic({ ts: 3 }), traffic({ ts: 8 })).ts, 3);
});

Deno.test("mergeTraffic() names a bound of nicks, and counts the others", () => {
  const nicks = Array.from({ length: 120 }, (_, index) => `nick${index}`);
  const { joined, others } = mergeTraffic(traffic({ others: 2 }), traffic({ joined: nicks }));
  assert.deepEqual([joined.length, others], [100, 22]);
  const merged = mergeTraffic(
    traffic({ joined: nicks.slice(0, 100) }),
    traffic({ left: ["nick5", "x"] }),
  );
  assert.deepEqual([merged.joined.length, merged.passed, merged.others], [99, ["nick5"], 1]);
});
