import type { MemoryEach } from "../connection_memory.ts";
import { fixed } from "../markdown.ts";
import { page } from "../scenarios.ts";
import type { PageResult } from "./measure_page.ts";

/** A line for each; nothing where nothing was measured. */
export function pageFigures(result: PageResult | undefined): string[] {
  if (result?.memory === undefined) return [];
  const { plain, webSocket } = result.memory;
  const times = (name: keyof MemoryEach) =>
    `${fixed(webSocket[name], 1)} KiB, TCP ${fixed(plain[name], 1)} KiB`;
  return [
    `- ${page.memory.name}: nothing said yet: ${times("silent")}; joined: ${times("joined")}`,
  ];
}
