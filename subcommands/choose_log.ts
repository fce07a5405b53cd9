import { operatorNick } from "../server/operator.ts";
import { localTime } from "../ui/format.ts";
import { colorsWanted } from "../ui/nick_color.ts";
import { jsonLog, type ServerLog, textLog } from "../ui/server_log.ts";
import type { StandardOutput } from "./standard_output.ts";

/** The log's form, fit for where it goes. */
export function chooseLog(format: "text" | "json", output: StandardOutput): ServerLog {
  if (format === "json") return jsonLog(() => new Date());
  const colors = colorsWanted((name) => Deno.env.get(name), output.isTerminal);
  return textLog(() => ({
    nick: operatorNick,
    colors,
    time: localTime,
    nowMs: Date.now(),
    columns: output.columns,
  }));
}
