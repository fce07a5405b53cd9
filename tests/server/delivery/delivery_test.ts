import assert from "node:assert/strict";

import { Members } from "../../../chat/people/members.ts";
import { Rooms } from "../../../chat/rooms/rooms.ts";
import { Delivery } from "../../../server/delivery/delivery.ts";
import { Participants } from "../../../server/participants.ts";
import { FakeRecipient } from "../../support/servers/fake_recipient.ts";
import { measured } from "../../support/servers/measured.ts";
import { persons } from "../../support/servers/persons.ts";
import { forgettingIn } from "../../support/servers/forgetting_in.ts";
import { SlowStore } from "../../support/servers/slow_store.ts";

Deno.test("Delivery lets nobody into a room that begins anew before all of the old one is stored", async () => {
  const store = new SlowStore();
  const [rooms, members] = [new Rooms(), new Members()];
  const log = () => {};
  using participants = new Participants({ forMs: 1000, maxAbsent: 10 });
  const about = { clock: () => 1, observe() {}, log, presenceEveryMs: 1000 };
  const forgetting = forgettingIn(store);
  const records = { settled: undefined };
  const options = {
    participants,
    persons,
    store,
    records,
    forgetting,
    ...about,
    ...measured(store),
  };
  using delivery = new Delivery(options);
  const [ann, bob] = [new FakeRecipient(store), new FakeRecipient(store)].map(
    (recipient, index) => {
      const member = members.enter(`member${index}`, `member${index}`, 1);
      delivery.attach(participants.enter(member), recipient);
      return { member, recipient };
    },
  );
  assert.ok(ann && bob);
  const joined = rooms.join(ann.member, "dev", 0);
  assert.ok(joined);
  delivery.deliver(joined, 1);
  const said = { room: "dev", text: "last words", kind: "text" } as const;
  delivery.deliver(rooms.say(ann.member, said, 1), 1);
  delivery.deliver(rooms.leave(ann.member, rooms.find("dev"), "left"), 1);
  const joinedAnew = rooms.join(bob.member, "dev", 0);
  assert.ok(joinedAnew);
  await store.called();
  delivery.deliver(joinedAnew, 1);
  // Turns enough for whoever would not wait.
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
  store.appends[0]?.goOn();
  await delivery.drained();
  const [first] = bob.recipient.got;
  assert.ok(first?.type === "joined");
  assert.equal(first.seq, 1, "or what was said is neither in the history before nor comes live");
});
