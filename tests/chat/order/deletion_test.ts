import assert from "node:assert/strict";
import { deleteInRoom, type DeletionRequest } from "../../../chat/order/deletion.ts";
import type { Member } from "../../../chat/people/member.ts";
import { Members } from "../../../chat/people/members.ts";
import { Rooms } from "../../../chat/rooms/rooms.ts";
import { assertRefused } from "../assert_refused.ts";

function begin() {
  const [members, rooms] = [new Members(), new Rooms()];
  const [ann, bob] = ["ann", "bob"].map((nick) =>
    members.enter(nick, nick, 0, { device: `${nick}-1` })
  );
  assert.ok(ann && bob);
  for (const member of [ann, bob]) rooms.join(member, "dev", 0);
  const dev = rooms.find("dev");
  dev.record = { ...dev.record, owner: undefined };
  const setModerators = (...nicks: string[]) => {
    const moderators = nicks.map((nick) => ({ identity: nick, nick }));
    dev.record = { ...dev.record, owner: undefined, moderators };
  };
  const ask = (member: Member, room: string, request: DeletionRequest) => {
    const outcomes = [
      ...deleteInRoom({ chat: { members, rooms }, member, nowMs: 60_005 }, room, request),
    ];
    const event = outcomes.at(-1);
    assert.ok(event?.type === "delete");
    const noted = outcomes.flatMap((each) => each.type === "keepAudit" ? [each.entry] : []);
    return { event, noted: noted.map(({ whom, text }) => [whom, text]) };
  };
  return { ask, ann, bob, setModerators };
}

Deno.test("deleteInRoom() lets members name their own, and moderators anybody's, as it is then", () => {
  const { ask, ann, setModerators } = begin();
  const ofBob = () => ask(ann, "dev", { nick: "bob", sinceTs: 5 });
  const named = () => ask(ann, "dev", { seqs: [7] });
  assertRefused("not_allowed", ofBob);
  assert.equal(named().event.mayDeleteOthers, false);
  setModerators("ann");
  const about = { type: "delete", identity: "ann", from: "ann", room: "dev" };
  const { event, noted } = ofBob();
  assert.deepEqual(event, {
    ...{ ...about, mayDeleteOthers: true, reason: undefined, id: undefined },
    which: { by: { identity: "bob", nick: "bob" }, count: undefined, sinceTs: 5 },
  });
  assert.deepEqual(noted, [["bob", "the last 1 min"]]);
  assert.deepEqual(named().noted, [[undefined, "messages 7"]]);
  assert.equal(named().event.mayDeleteOthers, true);
  setModerators("bob");
  assertRefused("not_allowed", ofBob);
  assert.equal(named().event.mayDeleteOthers, false);
});

Deno.test("deleteInRoom() takes one's own nick for oneself, in any case, and is for who is in the room", () => {
  const { ask, ann, bob } = begin();
  for (const nick of [undefined, "ann", "ANN", "@ann"]) {
    const { event: { which }, noted } = ask(ann, "dev", { nick, count: 2 });
    assert.deepEqual(which, {
      ...{ by: { identity: "ann", nick: "ann" }, count: 2, sinceTs: undefined },
    });
    assert.deepEqual(noted, []);
  }
  assertRefused("not_in_room", () => ask(bob, "lobby", { count: 1 }));
});
