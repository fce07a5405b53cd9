/** `deno task test:crash`: the crash test in its long form. Prints the counts; exit status 1 if anything is wrong. */

import { fillDisk, smallDisk, tearLog } from "./disasters.ts";
import { type CrashCounts, type CrashOptions, runCrash } from "./crash_run.ts";
import { isAsPromised } from "./promise.ts";

const kills = Number(Deno.args[0] ?? 200);
const clients = 8;

async function report(name: string, options: Partial<CrashOptions>): Promise<boolean> {
  const onProgress = (killed: number) => {
    if (killed % 10 === 0) console.error(`${name}: killed ${killed} times`);
  };
  const counts = await runCrash({ kills, clients, random: Math.random, onProgress, ...options });
  console.log(`${name}: ${describe(counts)}`);
  return isAsPromised(counts);
}

function describe({ differences, lostChanges, ...counts }: CrashCounts): string {
  const numbers = Object.entries(counts).map(([name, count]) => `${name} ${count}`).join(", ");
  return `${numbers}, differences ${differences.length}\n${
    [...lostChanges, ...differences].join("\n")
  }`.trimEnd();
}

const results = [
  await report("killed", {}),
  await report("killed, with a torn log", { afterKill: tearLog }),
];
await using disk = await smallDisk("24m");
if (disk === undefined) console.log("disk full: NOT CHECKED: no small disk can be made here");
else results.push(await report("disk full", { directory: disk.path, halfWay: fillDisk }));
Deno.exitCode = results.every((good) => good) ? 0 : 1;
