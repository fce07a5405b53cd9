import type { IncomingHttpHeaders } from "node:http";
import type { Peer } from "../../net/transport.ts";
import type { Answer } from "../answer.ts";
import type { Upgraded, UpgradeRequest } from "../upgrade.ts";

/** A GET or a HEAD, whose answer is told without its body. */
export interface RouteRequest {
  /** What stands behind the first question mark of the target; empty if nothing does. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly peer: Peer;
}

/** What there is at one path. */
export interface Route {
  /** Exactly as it stands in the request: nothing is decoded, and nothing looked for in folders. */
  readonly path: string;
  /** Rejects for what is unexpected, which is logged and answered with 500. */
  answer(request: RouteRequest): Answer | Promise<Answer>;
  /**
   * For a GET with `Upgrade: websocket`; absent, `answer` answers that too. Whoever upgrades takes the connection of the
   * request and says so to the client (101); an answer is a refusal, with the connection not taken.
   */
  upgrade?(request: UpgradeRequest): Upgraded | Answer | Promise<Upgraded | Answer>;
}

/** By path. */
export type Routes = ReadonlyMap<string, Route>;
