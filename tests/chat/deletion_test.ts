import assert from "node:assert/strict";
import { deleteInRoom } from "../../chat/deletion.ts";
import { Members } from "../../chat/members.ts";
import { Rooms } from "../../chat/rooms.ts";
import { assertRefused } from "./assert_refused.ts";

function begin() {
  const [members, rooms] = [new Members(), new Rooms()];
  const [ann, bob] = ["ann", "bob"].map((nick) => members.enter(nick, nick, 0));
  assert.ok(ann && bob);
  for (const member of [ann, bob]) rooms.join(member, "dev", 0);
  const dev = rooms.find("dev");
  const setModerators = (...nicks: string[]) => {
    const moderators = nicks.map((nick) => ({ identity: nick, nick }));
    dev.record = { ...dev.record, moderators };
  };
  return { chat: { members, rooms }, ann, bob, setModerators };
}

Deno.test("deleteInRoom() lets members name their own, and moderators anybody's, as it is then", () => {
  const { chat, ann, setModerators } = begin();
  const ofBob = () => deleteInRoom(chat, ann, "dev", { nick: "bob", sinceTs: 5 });
  const named = () => deleteInRoom(chat, ann, "dev", { seqs: [7] });
  assertRefused("not_allowed", ofBob);
  assert.equal(named().mayDeleteOthers, false);
  setModerators("ann");
  const about = { type: "delete", identity: "ann", from: "ann", room: "dev" };
  assert.deepEqual(ofBob(), {
    ...{ ...about, mayDeleteOthers: true },
    which: { by: { identity: "bob", nick: "bob" }, count: undefined, sinceTs: 5 },
  });
  assert.equal(named().mayDeleteOthers, true);
  setModerators("bob");
  assertRefused("not_allowed", ofBob);
  assert.equal(named().mayDeleteOthers, false);
});

Deno.test("deleteInRoom() takes one's own nick for oneself, in any case, and is for who is in the room", () => {
  const { chat, ann, bob } = begin();
  for (const nick of [undefined, "ann", "ANN", "@ann"]) {
    const { which } = deleteInRoom(chat, ann, "dev", { nick, count: 2 });
    assert.deepEqual(which, {
      ...{ by: { identity: "ann", nick: "ann" }, count: 2, sinceTs: undefined },
    });
  }
  assertRefused("not_in_room", () => deleteInRoom(chat, bob, "lobby", { count: 1 }));
});
