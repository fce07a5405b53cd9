import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Of all threads of the process, in user and in kernel mode, since it started. NaN but on Linux. */
export function processorSeconds(pid: number): number {
  if (Deno.build.os !== "linux") return NaN;
  return parseProcessorTicks(readFileSync(`/proc/${pid}/stat`, "utf8")) / ticksPerSecond();
}

/** Memory that the process holds in RAM now. NaN but on Linux. */
export function residentKiB(pid: number): number {
  if (Deno.build.os !== "linux") return NaN;
  return parseResidentKiB(readFileSync(`/proc/${pid}/status`, "utf8"));
}

/** utime + stime of `/proc/PID/stat`. The program's name, in parentheses, may itself hold any of " ()". */
export function parseProcessorTicks(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  if (Number.isNaN(ticks)) throw new TypeError(`Cannot find the processor time in "${stat}"`);
  return ticks;
}

/** VmRSS of `/proc/PID/status`. */
export function parseResidentKiB(status: string): number {
  const kiB = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kiB === undefined) throw new TypeError(`Cannot find VmRSS in "${status}"`);
  return Number(kiB);
}

let knownTicksPerSecond: number | undefined;

function ticksPerSecond(): number {
  knownTicksPerSecond ??= readTicksPerSecond();
  return knownTicksPerSecond;
}

/** 100 on every common Linux, so that is taken where `getconf` is missing. */
function readTicksPerSecond(): number {
  try {
    return Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" })) || 100;
  } catch {
    return 100;
  }
}
