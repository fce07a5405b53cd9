import type { Network } from "../helpers/network/networks.ts";
import type { Asset } from "./assets.ts";
import { HostCheck } from "./host_check.ts";
import type { HttpBounds } from "./http_bounds.ts";
import type { Rate } from "../net/limits/rate_limiter.ts";
import { HttpDoor, type HttpDoorOptions } from "./http_door.ts";
import type { MetricsOptions } from "./routes/metrics.ts";
import { makeRoutes, type RoutesOptions } from "./routes/mod.ts";

export interface WebOptions {
  /** Undefined where the page was not built: browsers are told so. */
  readonly assets?: readonly Asset[];
  /** Names by which browsers may come, beside those that `HostCheck` knows by itself. */
  readonly hostNames?: readonly string[];
  /** Of pages that are not the server's own and may come in, as `new URL(…).origin` has them. */
  readonly allowedOrigins?: readonly string[];
  /** Tells browsers that came encrypted to come so alone from now on. */
  readonly hsts?: boolean;
  /** From where `/metrics` may be read, beside this machine. */
  readonly metricsReaders?: readonly Network[];
  readonly bounds?: HttpBounds;
}

/** Those of the allowed that are the server's own page, by a proxy: at names that it answers to. */
export function publicOrigins(
  { hostNames = [], allowedOrigins = [] }: WebOptions,
): readonly string[] {
  return allowedOrigins.filter((origin) => hostNames.includes(new URL(origin).hostname));
}

/** What it needs of the server. */
export interface WebContext extends Pick<RoutesOptions, "dialects" | "checkHealth"> {
  /** Of the server's certificate. */
  readonly certificateNames: () => readonly string[];
  readonly figures: MetricsOptions["figures"];
  /** Counts an answer: `route` is a path of the table, or says what kind of path it was. */
  readonly count: (route: string, status: number) => void;
  readonly onError: HttpDoorOptions["onError"];
  /** Of new connections from one address; absent where nothing is limited. */
  readonly connectionRate?: Rate;
}

/** A browser that comes asks for the page, what belongs to it, and more if it comes anew. */
const requestsPerConnection = 5;

/** What the server has for browsers. */
export function openWeb(options: WebOptions, context: WebContext): HttpDoor {
  const { assets, allowedOrigins, hostNames = [], hsts, metricsReaders, bounds } = options;
  const { dialects, certificateNames, checkHealth, figures, count, onError, connectionRate } =
    context;
  const metrics = { figures, readers: metricsReaders };
  // Their names change with each version.
  const hashed = new Set(assets?.filter(({ isImmutable }) => isImmutable).map(({ path }) => path));
  const kindOf = (path: string) => hashed.has(path) ? "assets" : path;
  return new HttpDoor({
    routes: makeRoutes({ assets, dialects, allowedOrigins, checkHealth, metrics }),
    hosts: new HostCheck({ names: hostNames, certificateNames }),
    observe: (path, status) => count(path === undefined ? "none" : kindOf(path), status),
    requestRate: connectionRate && {
      burst: requestsPerConnection * connectionRate.burst,
      perSecond: requestsPerConnection * connectionRate.perSecond,
    },
    ...{ bounds, hsts, onError },
  });
}
