import assert from "node:assert/strict";
import { KeptSession } from "../../../../web/page/chat/kept_session.ts";

class FakeStorage {
  readonly items = new Map<string, string>();
  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }
  removeItem(key: string): void {
    this.items.delete(key);
  }
}

const session = { token: "t", nick: "mia", rooms: ["lobby"], seqs: new Map([["lobby", 3]]) };

Deno.test("KeptSession gives back what it saved, until it forgets", () => {
  const kept = new KeptSession(new FakeStorage());
  kept.save(session);
  assert.deepEqual(kept.load(), session);
  kept.forget();
  assert.equal(kept.load(), undefined);
});

Deno.test("KeptSession is as good as empty where nothing can be kept or read", () => {
  const full = {
    getItem: () => "{",
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
    removeItem: () => {},
  };
  for (const kept of [new KeptSession(undefined), new KeptSession(full)]) {
    kept.save(session);
    kept.forget();
    assert.equal(kept.load(), undefined);
  }
});
