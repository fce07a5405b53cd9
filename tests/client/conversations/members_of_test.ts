import assert from "node:assert/strict";
import { membersOf } from "../../../client/conversations/members_of.ts";
import type { MemberSummary } from "../../../protocol.ts";
import { ConversationsAtHand } from "../conversations_at_hand.ts";
import { joined } from "../room_messages.ts";

function lobby(members: readonly MemberSummary[], count = members.length) {
  const { all, ...conversations } = new ConversationsAtHand();
  conversations.state.apply(joined({ members, count }));
  return all;
}

const nicksOf = (members: readonly MemberSummary[]) => members.map(({ nick }) => nick);

Deno.test("membersOf() has those first who keep order, of those who are here", () => {
  const { members, count } = membersOf(
    lobby([
      { nick: "ann" },
      { nick: "zoe", role: "voice" },
      { nick: "carl", role: "owner", away: "" },
      { nick: "bob", role: "moderator" },
      { nick: "eve", role: "server_owner" },
      { nick: "dora", away: "" },
    ], 40).current,
  );
  assert.deepEqual(nicksOf(members), ["eve", "bob", "zoe", "ann", "carl", "dora"]);
  assert.equal(count, 40);
});

Deno.test("membersOf() has nobody with one person", () => {
  const all = lobby([{ nick: "ann" }, { nick: "bob" }]);
  assert.deepEqual(membersOf(all.openDirect("bob")), { members: [], count: 0 });
});

Deno.test("membersOf() sorts all of a large room, and counts those beyond what is asked for", () => {
  const members = Array.from({ length: 1500 }, (_, index) => ({ nick: `n${9999 - index}` }));
  const all = lobby(members);
  const sorted = nicksOf(membersOf(all.current).members);
  assert.deepEqual([sorted.length, sorted[0]], [1500, "n8500"]);
  const some = membersOf(all.current, 100);
  assert.deepEqual([some.members.length, some.count], [100, 1500]);
});
