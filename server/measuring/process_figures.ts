import { cpuUsage } from "node:process";
import type { Figure } from "../../helpers/measuring/figure.ts";
import type { EventLoopDelay } from "./event_loop.ts";

/** Of the program itself; under the names that all programs have them, where there are such. */
export function processFigures(
  version: string,
  startedAt: number,
  eventLoop: EventLoopDelay,
): readonly Figure[] {
  return [{
    ...{ type: "gauge", name: "chatroom_build_info" },
    help: "Always 1: which version runs, and on which Deno.",
    labels: ["version", "deno"],
    read: () => [{ labels: [version, Deno.version.deno], value: 1 }],
  }, {
    ...{ type: "gauge", name: "process_start_time_seconds" },
    help:
      "When the server started, in seconds since the Unix epoch. A new value: it was started again.",
    read: () => [{ value: startedAt / 1000 }],
  }, {
    ...{ type: "counter", name: "process_cpu_seconds_total" },
    help:
      "Processor time of all threads. The chat itself has one: at 1 a second it cannot do more.",
    read: () => {
      const { user, system } = cpuUsage();
      return [{ value: (user + system) / 1e6 }];
    },
  }, {
    ...{ type: "gauge", name: "process_resident_memory_bytes" },
    help: "Memory that the program has of the machine's.",
    read: () => [{ value: Deno.memoryUsage().rss }],
  }, {
    ...{ type: "gauge", name: "chatroom_heap_bytes" },
    help:
      "JavaScript objects that are in use, or not collected yet: a sawtooth is normal, a rising floor is not.",
    read: () => [{ value: Deno.memoryUsage().heapUsed }],
  }, {
    ...{ type: "histogram", name: "chatroom_event_loop_delay_seconds" },
    help:
      "By how much timers come late, looked at ten times a second since this page was first asked for: " +
      "for so long everybody waits.",
    histogram: eventLoop.seconds,
  }];
}
