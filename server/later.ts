import type { ServerMessage } from "../protocol.ts";
import { describeStats } from "./describe_stats.ts";
import { storageFailed } from "./log.ts";
import type { PageRequest } from "./pages.ts";
import type { Parts } from "./parts.ts";

/** An answer that is looked up when all before it is on its way: until then it waits as plain data. */
export type Later =
  | { readonly type: "page"; readonly page: PageRequest }
  | { readonly type: "stats"; readonly id: string | undefined };

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
