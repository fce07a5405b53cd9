import { readFileSync } from "node:fs";
import process from "node:process";

/** How a process stops at Ctrl+Z and is continued by a shell. */
export interface JobControl {
  readonly isPossible: boolean;
  /**
   * Whether it leads its process group, as far as can be known: a shell sees no other stop. One
   * that does not, say because `npx` runs it, can only be stopped with its group, by the terminal.
   */
  readonly isLeader: boolean;
  /**
   * Stops this process; returns when it is continued, or, since another thread may be the one that
   * is told, a little earlier. Where no shell would continue it, the system does not stop it.
   */
  stop(): void;
  onContinue(listener: () => void): Disposable;
}

/**
 * Needs no permission. Nothing listens for SIGTSTP: Deno would then stop for good where the system
 * ignores it, in a terminal without a shell.
 */
export const processJobControl: JobControl = {
  isPossible: Deno.build.os !== "windows",
  get isLeader(): boolean {
    return leadsGroup();
  },
  stop(): void {
    process.kill(process.pid, "SIGTSTP");
  },
  onContinue(listener): Disposable {
    if (Deno.build.os === "windows") return { [Symbol.dispose]() {} };
    Deno.addSignalListener("SIGCONT", listener);
    return { [Symbol.dispose]: () => Deno.removeSignalListener("SIGCONT", listener) };
  },
};

/** Whether another process group has the terminal; false where that cannot be known. */
export function isInBackground(): boolean {
  const groups = processGroups();
  return groups !== undefined && groups.own !== groups.foreground;
}

function leadsGroup(): boolean {
  const groups = processGroups();
  // An executable is run by a shell.
  return groups === undefined ? Deno.build.standalone : groups.own === process.pid;
}

/** proc(5). Undefined where it cannot be read: Deno lets only a program that may do everything. */
function processGroups(): { readonly own: number; readonly foreground: number } | undefined {
  try {
    const [, behindName = ""] = /\) (.*)$/s.exec(readFileSync("/proc/self/stat", "utf8")) ?? [];
    // The state, the parent, the process group, the session, the terminal and its foreground group.
    const [, , own, , , foreground] = behindName.split(" ").map(Number);
    return own === undefined || foreground === undefined ? undefined : { own, foreground };
  } catch {
    return undefined;
  }
}
