import assert from "node:assert/strict";

import type { SearchTime } from "../../../commands/command.ts";
import { SearchDesk } from "../../../server/answers/search_desk.ts";
import { MemoryStore } from "../../../store/memory.ts";
import type { Found, SearchQuery } from "../../../store/store.ts";
import { FakeRecipient } from "../../support/servers/fake_recipient.ts";
import { forgettingIn } from "../../support/servers/forgetting_in.ts";
import { persons } from "../../support/servers/persons.ts";

const without = { terms: [], from: [], rooms: [] };
const request = { query: "x", terms: [{ text: "x", prefix: false }], without, page: 1 };
const none: Found = { entries: [], complete: true };

/** Searches as long as the test wants. */
class Held extends MemoryStore {
  searches = 0;
  readonly first = Promise.withResolvers<Found>();

  override search(): Promise<Found> {
    return this.searches++ === 0 ? this.first.promise : Promise.resolve(none);
  }
}

Deno.test("SearchDesk searches for nobody who does not wait any more", async () => {
  const store = new Held();
  const desk = new SearchDesk({ store, persons, log() {}, forgetting: forgettingIn(store) }, 20);
  const [ann, bob, carl] = [new FakeRecipient(), new FakeRecipient(), new FakeRecipient()];
  await Promise.all([
    desk.search({ identity: "ann", request, id: "a" }, ann),
    desk.search({ identity: "bob", request, id: "b" }, bob),
  ]);
  for (const { got: [answer] } of [ann, bob]) {
    assert.ok(answer?.type === "error" && answer.code === "room_busy");
  }
  store.first.resolve(none);
  // After a search it is others' turn for a while, for which carl may not wait either.
  do await desk.search({ identity: "carl", request, id: "c" }, carl); while (
    carl.got.at(-1)?.type === "error"
  );
  assert.equal(carl.got.at(-1)?.type, "results");
  assert.equal(store.searches, 2, "ann's, and carl's");
});

Deno.test("SearchDesk takes one search at a time of each, and so many in all", async () => {
  const store = new Held();
  const desk = new SearchDesk({ store, persons, log() {}, forgetting: forgettingIn(store) });
  const all = Array.from({ length: 101 }, () => new FakeRecipient());
  const searching = all.map((recipient, index) =>
    desk.search({ identity: `${index}`, request, id: "1" }, recipient)
  );
  const [first, last] = [all[0], all.at(-1)];
  assert.ok(first && last);
  await desk.search({ identity: "0", request, id: "2" }, first);
  const codes = [first, last].map(({ got: [error] }) => error?.type === "error" && error.code);
  assert.deepEqual(codes, ["rate_limited", "room_busy"]);
  store.first.resolve(none);
  await Promise.all(searching);
  assert.equal(all.filter(({ got }) => got.at(-1)?.type === "results").length, 100);
});

Deno.test("SearchDesk takes days to begin where the server is", async () => {
  const queries: SearchQuery[] = [];
  class Asked extends MemoryStore {
    override search(query: SearchQuery): Promise<Found> {
      queries.push(query);
      return super.search(query);
    }
  }
  const store = new Asked();
  const desk = new SearchDesk({ store, persons, log() {}, forgetting: forgettingIn(store) });
  const noon = new Date(2026, 10, 5, 12).getTime();
  const asked: readonly [SearchTime, Date][] = [
    [{ day: "2026-11-01" }, new Date(2026, 10, 1)],
    [{ ts: noon }, new Date(noon)],
    [{ daysBefore: 0, ts: noon }, new Date(2026, 10, 5)],
    [{ daysBefore: 1, ts: noon }, new Date(2026, 10, 4)],
    [{ daysBefore: -1, ts: noon }, new Date(2026, 10, 6)],
    [{ daysBefore: 5, ts: noon }, new Date(2026, 9, 31)],
  ];
  for (const [index, [since]] of asked.entries()) {
    const before = { day: "2026-12-01" };
    const about = { ...request, since, before };
    await desk.search({ identity: `${index}`, request: about }, new FakeRecipient());
  }
  assert.deepEqual(
    queries.map(({ sinceTs }) => sinceTs),
    asked.map(([, date]) => date.getTime()),
  );
  assert.equal(queries[0]?.beforeTs, new Date(2026, 11, 1).getTime());
});
