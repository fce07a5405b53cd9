import type { ServerMessage } from "../protocol.ts";
import { describeStats } from "./describe_stats.ts";
import { storageFailed } from "./log.ts";
import type { Parts } from "./parts.ts";
import type { Later } from "./recipient.ts";

/** What fails becomes an `error`: never rejects. */
export function lookUp(parts: Parts, later: Later): Promise<ServerMessage> {
  switch (later.type) {
    case "page":
      return parts.pages.read(later.page);
    case "stats":
      return answerStats(parts, later.id);
    default:
      return later satisfies never;
  }
}

async function answerStats(parts: Parts, id: string | undefined): Promise<ServerMessage> {
  try {
    return { type: "notice", text: await describeStats(parts), id };
  } catch (error) {
    const what = "Cannot tell how much is kept";
    parts.log(storageFailed(what, error));
    return { type: "error", code: "storage_failed", message: what, id };
  }
}
