import assert from "node:assert/strict";

import { ServerClock } from "../../server/clock.ts";
import type { LogRecord } from "../../server/log.ts";
import { MemoryStore } from "../../store/memory.ts";
import { openSqlite } from "../../store/sqlite.ts";
import { startServer } from "../../server.ts";
import type { Retention, Store } from "../../store/store.ts";
import { appendOne } from "../store/draft.ts";
import { bounded } from "../support/bounded.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const noonTs = Date.UTC(2026, 10, 28, 12);
const all = { limit: 1000, maxBytes: Number.MAX_SAFE_INTEGER };

/** A run of a server's clock, on a system's clock that the test sets. */
class Run implements AsyncDisposable {
  readonly told: LogRecord[] = [];
  readonly clock: ServerClock;
  readonly #mended = Promise.withResolvers<void>();

  private constructor(readonly store: Store, public systemTs: number, accepted: boolean) {
    this.clock = new ServerClock({
      store,
      log: (record) => {
        this.told.push(record);
        if (record.event === "times_mended") this.#mended.resolve();
      },
      accepted,
      systemTime: () => this.systemTs,
    });
  }

  static inMemory(systemTs: number): Run {
    return new Run(new MemoryStore(), systemTs, false);
  }

  static async of(directory: string, systemTs: number, accepted = false): Promise<Run> {
    return new Run(await openSqlite({ directory, nowMs: systemTs }), systemTs, accepted);
  }

  /** Says something at this time of the system's clock; gives the time that it got. */
  async say(systemTs: number): Promise<number> {
    this.systemTs = systemTs;
    return (await appendOne(this.store, { ts: this.clock.now() })).entry.ts;
  }

  /** Resolves when times in the store are mended, which a page does not wait for. */
  mended(): Promise<void> {
    return bounded(this.#mended.promise, () => "the times to be mended");
  }

  isTrustedAt(systemTs: number): boolean {
    this.systemTs = systemTs;
    this.clock.now();
    return this.clock.isTrusted;
  }

  async times(): Promise<number[]> {
    return (await this.store.page({ room: "lobby", ...all })).entries.map(({ ts }) => ts);
  }

  assertTold(...messages: RegExp[]): void {
    assert.equal(this.told.length, messages.length, JSON.stringify(this.told));
    messages.forEach((message, index) => assert.match(this.told[index]?.message ?? "", message));
    this.told.length = 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.clock[Symbol.dispose]();
    await this.store[Symbol.asyncDispose]();
  }
}

/** Runs what was said by a clock that was right. */
async function makeHistory(): Promise<TemporaryDirectory> {
  const directory = await TemporaryDirectory.make();
  await using run = await Run.of(directory.path, noonTs - 60 * dayMs);
  for (let days = 60; days >= 0; days -= 20) await run.say(noonTs - days * dayMs);
  run.assertTold();
  return directory;
}

Deno.test("ServerClock goes on, stands still while the system's goes back a little, and says nothing", async () => {
  await using run = Run.inMemory(noonTs);
  const times = [100, 200, 150, 199, 201].map((ms) => {
    run.systemTs = noonTs + ms;
    return run.clock.now() - noonTs;
  });
  assert.deepEqual(times, [100, 200, 200, 200, 201]);
  run.assertTold();
});

Deno.test("ServerClock doubts one start 400 days ahead, and what was said in it is mended at the next", async () => {
  await using directory = await makeHistory();
  {
    await using run = await Run.of(directory.path, noonTs + 400 * dayMs);
    assert.equal(run.clock.isTrusted, false);
    run.assertTold(
      /shows 2028-01-02.*400 days after.*2026-11-28.*no message is forgotten.*--accept/s,
    );
    await run.say(noonTs + 400 * dayMs);
    await run.say(noonTs + 400 * dayMs + minuteMs);
  }
  {
    await using run = await Run.of(directory.path, noonTs + 401 * dayMs);
    assert.equal(run.clock.isTrusted, false, "what was said meanwhile does not bear it out");
  }
  await using run = await Run.of(directory.path, noonTs + dayMs);
  assert.equal(run.clock.isTrusted, true);
  assert.equal(await run.say(noonTs + dayMs), noonTs + dayMs);
  assert.deepEqual((await run.times()).slice(3), [
    noonTs,
    noonTs,
    noonTs + minuteMs,
    noonTs + dayMs,
  ]);
  run.assertTold(/times of 2 messages.*are mended/s);
});

Deno.test("ServerClock that jumps while it runs is doubted, and goes on rightly when it is set back", async () => {
  await using directory = await makeHistory();
  await using run = await Run.of(directory.path, noonTs + minuteMs);
  assert.equal(await run.say(noonTs + 400 * dayMs), noonTs + 400 * dayMs);
  assert.equal(run.clock.isTrusted, false);
  assert.equal(await run.say(noonTs + 2 * minuteMs), noonTs + 2 * minuteMs);
  assert.equal(run.clock.isTrusted, true);
  assert.deepEqual((await run.times()).slice(3), [noonTs, noonTs, noonTs + 2 * minuteMs]);
  run.assertTold(/400 days after/, /is believed/, /times of 1 message,/);
});

for (const accepted of [noonTs + 400 * dayMs, noonTs - 2 * dayMs]) {
  Deno.test(`ServerClock that is accepted ${accepted > noonTs ? "ahead" : "behind"} is believed, also by later starts`, async () => {
    await using directory = await makeHistory();
    {
      await using run = await Run.of(directory.path, accepted, true);
      assert.equal(run.clock.isTrusted, true);
      assert.equal(await run.say(accepted), accepted);
    }
    await using run = await Run.of(directory.path, accepted + dayMs);
    assert.equal(run.clock.isTrusted, true);
    assert.ok((await run.times()).every((ts) => ts <= accepted));
    run.assertTold();
  });
}

Deno.test("ServerClock a day behind stands still, trims nothing, and tells each day", async () => {
  await using directory = await makeHistory();
  await using run = await Run.of(directory.path, noonTs - 5 * dayMs);
  assert.equal(run.clock.isTrusted, false);
  assert.equal(await run.say(noonTs - 5 * dayMs), noonTs);
  run.isTrustedAt(noonTs - 4 * dayMs);
  assert.equal(await run.say(noonTs + minuteMs), noonTs + minuteMs);
  assert.equal(run.clock.isTrusted, true);
  run.assertTold(/5 days before/, /4 days before.*--accept-clock/s, /is believed/);
});

Deno.test("ServerClock of a computer without a battery mends what was said before it was set", async () => {
  for (const run of [Run.inMemory(0), await newRun(0)]) {
    await using _run = run;
    await run.say(20_000);
    await run.say(50_000);
    assert.equal(run.clock.isTrusted, false);
    assert.equal(run.isTrustedAt(noonTs), true);
    assert.equal(await run.say(noonTs), noonTs);
    assert.deepEqual(await run.times(), [noonTs - 30_000, noonTs, noonTs]);
    run.assertTold(/1970-01-01.*not set/s, /is believed/, /times of 2 messages/);
  }
});

Deno.test("ServerClock that was not set is mended at the next start as well", async () => {
  await using directory = await TemporaryDirectory.make();
  {
    await using run = await Run.of(directory.path, 0);
    await run.say(20_000);
    await run.say(50_000);
  }
  await using run = await Run.of(directory.path, noonTs);
  await run.mended();
  assert.deepEqual(await run.times(), [noonTs - 30_000, noonTs]);
});

Deno.test("ServerClock in 1970 keeps the time of a history that is there", async () => {
  await using directory = await makeHistory();
  await using run = await Run.of(directory.path, 0);
  assert.equal(await run.say(5000), noonTs);
  assert.equal(run.isTrustedAt(noonTs + 20 * dayMs), true);
  assert.equal((await run.times()).at(-1), noonTs);
});

Deno.test("ServerClock that began ahead with nothing to compare is mended when it is set right", async () => {
  for (const run of [Run.inMemory(noonTs + 400 * dayMs), await newRun(noonTs + 400 * dayMs)]) {
    await using _run = run;
    await run.say(noonTs + 400 * dayMs);
    await run.say(noonTs + 400 * dayMs + minuteMs);
    assert.equal(await run.say(noonTs + 2 * minuteMs), noonTs + 2 * minuteMs);
    assert.deepEqual((await run.times())[0], noonTs + minuteMs);
    run.assertTold(/times of 2 messages/);
  }
});

Deno.test("ServerClock that began ahead is mended at the next start as well", async () => {
  await using directory = await TemporaryDirectory.make();
  {
    await using run = await Run.of(directory.path, noonTs + 400 * dayMs);
    await run.say(noonTs + 400 * dayMs);
  }
  await using run = await Run.of(directory.path, noonTs);
  assert.equal(await run.say(noonTs), noonTs);
  assert.deepEqual(await run.times(), [noonTs, noonTs]);
});

Deno.test("ServerClock of a server that nobody speaks at for a year does not doubt", async () => {
  await using directory = await makeHistory();
  await using run = await Run.of(directory.path, noonTs);
  for (let days = 1; days <= 365; days++) {
    assert.equal(run.isTrustedAt(noonTs + days * dayMs), true);
  }
  await run[Symbol.asyncDispose]();
  await using later = await Run.of(directory.path, noonTs + 366 * dayMs);
  assert.equal(later.clock.isTrusted, true);
  later.assertTold();
});

async function newRun(systemTs: number): Promise<Run> {
  const directory = await Deno.makeTempDir();
  const run = await Run.of(directory, systemTs);
  const close = run[Symbol.asyncDispose].bind(run);
  return Object.assign(run, {
    async [Symbol.asyncDispose]() {
      await close();
      await Deno.remove(directory, { recursive: true });
    },
  });
}

Deno.test("startServer() 400 days ahead forgets nothing for its age, and tells", async () => {
  await using directory = await makeHistory();
  const systemTs = noonTs + 400 * dayMs;
  const told = Promise.withResolvers<LogRecord>();
  const asked = Promise.withResolvers<Retention>();
  {
    await using store = await openSqlite({ directory: directory.path, nowMs: systemTs });
    const trim = store.trim.bind(store);
    store.trim = (keep) => trim(keep).finally(() => asked.resolve(keep));
    await using _server = startServer({
      store,
      keep: { days: 30 },
      systemTime: () => systemTs,
      log: told.resolve,
    });
    assert.match((await told.promise).message, /400 days after/);
    assert.deepEqual(await asked.promise, { sinceTs: undefined, newest: undefined });
  }
  await using run = await Run.of(directory.path, noonTs);
  assert.equal((await run.times()).length, 4);
});
