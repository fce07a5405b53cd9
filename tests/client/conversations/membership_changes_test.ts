import assert from "node:assert/strict";
import { changesOf, mergeChanges } from "../../../client/conversations/membership_changes.ts";
import type { MembershipChanges } from "../../../client/conversations/timeline_item.ts";
import { changes } from "../timeline_items.ts";

const about = { room: "lobby", ts: 1 } as const;

/** Bob joins (`+`) and leaves (`-`). */
function moves(signs: string): MembershipChanges {
  return [...signs].map((sign) =>
    sign === "+"
      ? changesOf({ type: "join", ...about, nick: "bob" })
      : changesOf({ type: "leave", ...about, nick: "BOB", reason: "left" })
  ).reduce(mergeChanges);
}

Deno.test("changesOf() takes single joins and leaves, and many at once", () => {
  assert.deepEqual(moves("+"), changes({ joined: ["bob"] }));
  assert.deepEqual(moves("-"), changes({ left: ["BOB"] }));
  const presence = { type: "presence", ...about, count: 9 } as const;
  assert.deepEqual(
    changesOf({ ...presence, joined: ["carl", "carl"], left: ["dora"] }),
    changes({ joined: ["carl"], left: ["dora"] }),
  );
});

Deno.test("mergeChanges() names each by how it began and ended", () => {
  assert.deepEqual(moves("+-"), changes({ passed: ["BOB"] }));
  assert.deepEqual(moves("+-+"), changes({ joined: ["bob"] }));
  assert.deepEqual(moves("+-+-"), changes({ passed: ["BOB"] }));
  assert.deepEqual(moves("-+"), changes({ passed: ["bob"] }));
  assert.deepEqual(moves("-+-"), changes({ left: ["BOB"] }));
  assert.deepEqual(moves("++"), changes({ joined: ["bob"] }));
});

Deno.test("mergeChanges() keeps the first time", () => {
  assert.equal(mergeChanges(changes({ ts: 3 }), changes({ ts: 8 })).ts, 3);
});

Deno.test("mergeChanges() names a bound of nicks, and counts the others", () => {
  const nicks = Array.from({ length: 120 }, (_, index) => `nick${index}`);
  const { joined, others } = mergeChanges(changes({ others: 2 }), changes({ joined: nicks }));
  assert.deepEqual([joined.length, others], [100, 22]);
  const merged = mergeChanges(
    changes({ joined: nicks.slice(0, 100) }),
    changes({ left: ["nick5", "x"] }),
  );
  assert.deepEqual([merged.joined.length, merged.passed, merged.others], [99, ["nick5"], 1]);
});
