import type { Asset } from "./assets.ts";
import { HostCheck } from "./host_check.ts";
import type { HttpBounds } from "./http_bounds.ts";
import { HttpDoor, type HttpDoorOptions } from "./http_door.ts";
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
  readonly bounds?: HttpBounds;
}

/** What the server has for browsers. */
export function openWeb(
  { assets, allowedOrigins, hostNames = [], hsts, bounds }: WebOptions,
  { dialects, certificateNames, onError }:
    & Pick<HttpDoorOptions, "onError">
    & Pick<RoutesOptions, "dialects">
    & { readonly certificateNames: () => readonly string[] },
): HttpDoor {
  const hosts = new HostCheck({ names: hostNames, certificateNames });
  const routes = makeRoutes({ assets, dialects, allowedOrigins });
  return new HttpDoor({ routes, hosts, bounds, hsts, onError });
}
