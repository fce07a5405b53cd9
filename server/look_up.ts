import type { ServerMessage } from "../protocol.ts";
import { describeStats, type StatsOptions } from "./describe_stats.ts";
import { type Log, storageFailed } from "./log.ts";
import type { Pages } from "./pages.ts";
import type { Later } from "./delivery/recipient.ts";

export interface LookUpOptions extends StatsOptions {
  readonly pages: Pages;
  readonly log: Log;
}

/** What fails becomes an `error`: never rejects. */
export function lookUp(options: LookUpOptions, later: Later): Promise<ServerMessage> {
  switch (later.type) {
    case "page":
      return options.pages.read(later.page);
    case "stats":
      return answerStats(options, later.id);
    default:
      return later satisfies never;
  }
}

async function answerStats(
  options: LookUpOptions,
  id: string | undefined,
): Promise<ServerMessage> {
  try {
    return { type: "notice", text: await describeStats(options), id };
  } catch (error) {
    const what = "Cannot tell how much is kept";
    options.log(storageFailed(what, error));
    return { type: "error", code: "storage_failed", message: what, id };
  }
}
