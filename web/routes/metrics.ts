import type { Figure } from "../../helpers/measuring/figure.ts";
import {
  addressFacts,
  containsNetwork,
  type Network,
  parseNetwork,
} from "../../helpers/network/networks.ts";
import { type Answer, textAnswer } from "../answer.ts";
import type { Prometheus } from "../prometheus.ts";
import type { Route, RouteRequest } from "./route.ts";

export interface MetricsOptions {
  /** Asked for once: when somebody wants to know. */
  readonly figures: () => readonly Figure[];
  /** Who may read them, beside programs on this machine. */
  readonly readers?: readonly Network[];
}

const encoder = new TextEncoder();

/** What is measured, for Prometheus (its text format, version 0.0.4). Nothing is set up before somebody asks. */
export function metricsRoute({ figures, readers = [] }: MetricsOptions): Route {
  let prometheus: Promise<Prometheus> | undefined;
  return {
    path: "/metrics",
    async answer(request): Promise<Answer> {
      const refusal = refuse(request, readers);
      if (refusal !== undefined) return refusal;
      prometheus ??= import("../prometheus.ts")
        .then(({ Prometheus }) => new Prometheus(figures()));
      const opened = await prometheus;
      return {
        status: 200,
        headers: { "Content-Type": opened.contentType, "Cache-Control": "no-store" },
        body: encoder.encode(await opened.text()),
      };
    },
  };
}

/** What a proxy on this machine adds to what others ask, who are not on this machine (RFC 7239; RFC 9110, 7.6.3). */
const forwardingHeaders = ["forwarded", "via", "x-forwarded-for", "x-real-ip"];

function refuse(
  { headers, peer: { address } }: RouteRequest,
  readers: readonly Network[],
): Answer | undefined {
  const proxied = forwardingHeaders.find((name) => headers[name] !== undefined);
  if (proxied !== undefined) {
    const why = `it came through a proxy, as its "${proxied}" says`;
    return textAnswer(403, `${forFew}: this request is not shown them, since ${why}`);
  }
  if (addressFacts(address).isLoopback || isAmong(address, readers)) return undefined;
  return textAnswer(403, `${forFew}: to let you read them, it takes --metrics-from ${address}`);
}

const forFew = "The server's measurements are for programs on its own machine";

function isAmong(address: string, networks: readonly Network[]): boolean {
  const own = parseNetwork(address);
  return own !== undefined && networks.some((each) => containsNetwork(each, own));
}
