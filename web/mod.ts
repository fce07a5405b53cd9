import type { Asset } from "./assets.ts";
import { HostCheck } from "./host_check.ts";
import type { HttpBounds } from "./http_bounds.ts";
import { HttpDoor, type HttpDoorOptions } from "./http_door.ts";
import { makeRoutes } from "./routes/mod.ts";

export interface WebOptions {
  /** Undefined where the page was not built: browsers are told so. */
  readonly assets?: readonly Asset[];
  /** Names by which browsers may come, beside those that `HostCheck` knows by itself. */
  readonly hostNames?: readonly string[];
  /** Tells browsers that came encrypted to come so alone from now on. */
  readonly hsts?: boolean;
  readonly bounds?: HttpBounds;
}

/** What the server has for browsers. */
export function openWeb(
  { assets, hostNames = [], hsts, bounds }: WebOptions,
  { certificateNames, onError }:
    & Pick<HttpDoorOptions, "onError">
    & { readonly certificateNames: () => readonly string[] },
): HttpDoor {
  const hosts = new HostCheck({ names: hostNames, certificateNames });
  return new HttpDoor({ routes: makeRoutes({ assets }), hosts, bounds, hsts, onError });
}
