import assert from "node:assert/strict";
import { inboxOf, type KnownNick, type Store } from "../../../store/store.ts";
import { draft } from "../draft.ts";

const ann: KnownNick = { identity: "identity-of-ann", nick: "Ann", keys: ["ann", "look:ann"] };

/** The part of the suite that is about who was here under which nick, and the secret of tokens. */
export function testNicks(name: string, open: () => Promise<Store>): void {
  Deno.test(`${name}.whoWas() finds by any shared key who was remembered`, async () => {
    await using store = await open();
    await store.remember(ann);
    for (const keys of [["ann"], ["look:ann"], ["other", "ann"], ["ann", "look:ann"]]) {
      assert.deepEqual(await store.whoWas(keys), ann, `${keys}`);
    }
  });

  Deno.test(`${name}.whoWas() finds nobody where no key is shared`, async () => {
    await using store = await open();
    assert.equal(await store.whoWas(["ann"]), undefined);
    await store.remember(ann);
    for (const keys of [[], ["bob"], ["an"], ["Ann"], ["__proto__"], [""]]) {
      assert.equal(await store.whoWas(keys), undefined, `${keys}`);
    }
  });

  Deno.test(`${name}.whoWas() gives the last one, of one key and of several`, async () => {
    await using store = await open();
    const [bob, carol]: KnownNick[] = [
      { identity: "identity-of-bob", nick: "ann", keys: ["ann"] },
      { identity: "identity-of-carol", nick: "carol", keys: ["carol"] },
    ];
    for (const known of [ann, bob, carol]) {
      assert.ok(known);
      await store.remember(known);
    }
    assert.deepEqual(await store.whoWas(["ann"]), bob);
    assert.deepEqual(await store.whoWas(["look:ann"]), ann);
    assert.deepEqual(await store.whoWas(["look:ann", "carol", "ann"]), carol);
    await store.remember(ann);
    assert.deepEqual(await store.whoWas(["carol", "ann"]), ann);
  });

  Deno.test(`${name}.whoWas() gives the same before and after what was said meanwhile`, async () => {
    await using store = await open();
    await store.remember(ann);
    await store.append([]);
    assert.deepEqual(await store.whoWas(["ann"]), ann);
  });

  Deno.test(`${name}.remember() keeps the last nicks of each, so that renames cost nobody else anything`, async () => {
    await using store = await open();
    await store.remember(ann);
    for (let index = 0; index < 200_000; index++) {
      await store.remember({ identity: "restless", nick: `n${index}`, keys: [`n${index}`] });
    }
    // They are in the file, where there is one.
    await store.append([]);
    assert.deepEqual(await store.whoWas(["ann"]), ann);
    assert.equal((await store.whoWas(["n199999"]))?.identity, "restless");
    assert.equal((await store.whoWas(["n199992"]))?.identity, "restless");
    assert.equal(await store.whoWas(["n199991"]), undefined);
    // A nick that is taken again counts as the last one.
    for (const nick of ["n199992", "new"]) {
      await store.remember({ identity: "restless", nick, keys: [nick] });
    }
    await store.append([]);
    assert.deepEqual(
      await Promise.all(
        ["n199992", "n199993"].map(async (key) => (await store.whoWas([key]))?.nick),
      ),
      ["n199992", undefined],
    );
  });

  Deno.test(`${name}.whoWas() finds who is waited for with messages after 1,000 who came since`, async () => {
    await using store = await open();
    await store.remember(ann);
    await store.append([draft({ room: inboxOf("bob"), alsoIn: inboxOf(ann.identity), to: "Ann" })]);
    for (let index = 0; index < 1000; index++) {
      await store.remember({ identity: `new ${index}`, nick: `n${index}`, keys: [`n${index}`] });
    }
    await store.append([]);
    assert.deepEqual(await store.whoWas(["look:ann"]), ann);
    assert.equal((await store.whoWas(["n0"]))?.identity, "new 0");
  });

  Deno.test(`${name}.tokenKey is 32 random bytes, other ones in another store`, async () => {
    await using one = await open();
    await using other = await open();
    assert.equal(one.tokenKey.length, 32);
    assert.ok(one.tokenKey.some((byte) => byte !== 0));
    assert.notDeepEqual(one.tokenKey, other.tokenKey);
  });
}
