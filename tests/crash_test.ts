import assert from "node:assert/strict";

import { type CrashOptions, runCrash } from "./crash/crash_run.ts";
import { fillDisk, smallDisk, tearLog } from "./crash/disasters.ts";

/** SIGKILL is Unix's. */
const ignore = Deno.build.os === "windows";
const disk = ignore ? undefined : await smallDisk("1m");
await disk?.[Symbol.asyncDispose]();
const noDisk = disk === undefined ? " (not run: no small disk can be made here)" : "";

async function assertNothingIsLost(options: Partial<CrashOptions>): Promise<void> {
  const { kills, cuts, kept, acknowledged, refused, deleted, changed, ...wrong } = await runCrash({
    ...{ kills: 20, clients: 5, random: Math.random },
    ...options,
  });
  console.log(
    `killed ${kills} times, cut ${cuts} times: ${acknowledged} messages acknowledged, ` +
      `${kept} kept, ${deleted} deleted, ${changed} changes of roles and bans, ${refused} refused; ${
        JSON.stringify(wrong)
      }`,
  );
  assert.deepEqual(wrong, {
    ...{ lost: 0, repeated: 0, refusedAndKept: 0, deletedAndKept: 0, differences: [] },
    ...{ lostChanges: [], changedKeys: 0 },
  });
  assert.ok(acknowledged > 0 && deleted > 0 && changed > 0 && kept + deleted >= acknowledged);
}

Deno.test({
  name: "a server that is killed again and again loses nothing that it acknowledged",
  ignore,
  fn: () => assertNothingIsLost({}),
});

Deno.test({
  name: "a log that was torn at its end costs nothing that was acknowledged",
  ignore,
  fn: () => assertNothingIsLost({ kills: 5, afterKill: tearLog }),
});

Deno.test({
  name: `a disk that is full half-way costs nothing that was acknowledged${noDisk}`,
  ignore: disk === undefined,
  async fn() {
    await using small = await smallDisk("16m");
    assert.ok(small);
    await assertNothingIsLost({ kills: 4, directory: small.path, halfWay: fillDisk });
  },
});
