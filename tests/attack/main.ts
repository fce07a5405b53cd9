/**
 * `deno task test:attack`: what cheap attacks do to somebody else, measured. Prints a table; exit status 1 if anybody
 * waits longer than they may. On the loopback interface only.
 */
import { parseArgs } from "node:util";

import { table } from "../../bench/markdown.ts";
import { attacks } from "./attacks/mod.ts";
import { runAttack } from "./run_attack.ts";
import { columns, isUnharmed, row } from "./verdict.ts";

const { values: { only, seconds } } = parseArgs({
  args: Deno.args,
  options: {
    // All whose name this regular expression matches.
    only: { type: "string", default: "" },
    seconds: { type: "string", default: "15" },
  },
});

console.log(table(columns, []));
for (const attack of attacks.filter(({ name }) => new RegExp(only, "i").test(name))) {
  const attackMs = 1000 * Math.max(Number(seconds), attack.leastSeconds ?? 0);
  const findings = await runAttack(attack, { attackMs, aftermathMs: 3000 });
  console.log(`| ${row(attack, findings).join(" | ")} |`);
  for (const complaint of new Set(findings.complaints)) console.error(`  ${complaint}`);
  if (!isUnharmed(attack, findings)) Deno.exitCode = 1;
}
console.log(
  `\nMilliseconds, on ${navigator.hardwareConcurrency} processors; load ${Deno.loadavg()}`,
);
