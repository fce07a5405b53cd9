import assert from "node:assert/strict";
import {
  type ConversationsQuery,
  type EntryDraft,
  inboxOf,
  type Store,
} from "../../../store/store.ts";
import { draft } from "../draft.ts";

const inbox = inboxOf("ann");

function toAnn(from: string, ts: number): EntryDraft {
  return draft({ room: inboxOf(from), alsoIn: inbox, from, to: "ann", identity: from, ts });
}

function fromAnn(to: string, ts: number): EntryDraft {
  const alsoIn = to === "ann" ? undefined : inboxOf(to);
  return draft({ room: inbox, alsoIn, from: "ann", to, identity: "ann", ts });
}

/** The part of the suite that is about which conversations there are. */
export function testConversations(name: string, open: () => Promise<Store>): void {
  Deno.test(`${name}.conversations() gives rooms and persons by their newest entry`, async () => {
    await using store = await open();
    await store.append([
      draft({ room: "lobby", ts: 1000 }),
      toAnn("bob", 1010),
      draft({ room: "dev", ts: 1020 }),
      toAnn("eve", 1030),
      draft({ room: "others", ts: 1035 }),
      fromAnn("bob", 1040),
      draft({ room: "lobby", ts: 1050 }),
      fromAnn("ann", 1060),
      draft({ room: inboxOf("eve"), alsoIn: inboxOf("bob"), to: "bob", identity: "eve", ts: 1070 }),
    ]);
    const found = async (query: Partial<ConversationsQuery>) => {
      const rooms = ["lobby", "dev", "silent"];
      const { ends, complete } = await store.conversations({ rooms, inbox, limit: 10, ...query });
      assert.ok(ends.every(({ seq }) => seq > 0));
      const names = ends.map(({ of, ts }) =>
        `${typeof of === "string" ? `#${of}` : of.nick} ${ts}`
      );
      return [names.join(), complete];
    };
    const all = ["ann 1060", "#lobby 1050", "bob 1040", "eve 1030", "#dev 1020"];
    assert.deepEqual(await found({}), [all.join(), true]);
    assert.deepEqual(await found({ oldest: true }), [all.toReversed().join(), true]);
    assert.deepEqual(await found({ limit: 2 }), [all.slice(0, 2).join(), false]);
    assert.deepEqual(await found({ limit: 2, oldest: true }), ["#dev 1020,eve 1030", false]);
    assert.deepEqual(await found({ afterTs: 1020, beforeTs: 1050 }), ["bob 1040,eve 1030", true]);
    assert.deepEqual(await found({ rooms: [], inbox: inboxOf("nobody") }), ["", true]);
    const { ends } = await store.conversations({ rooms: [], inbox, limit: 10 });
    assert.deepEqual(ends.map(({ of }) => of), [
      ...[{ nick: "ann", identity: "ann" }, { nick: "bob", identity: "bob" }],
      { nick: "eve", identity: "eve" },
    ]);
  });
}
