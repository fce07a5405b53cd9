import type { Asset } from "../assets.ts";
import { type Health, healthzRoute } from "./healthz.ts";
import { type MetricsOptions, metricsRoute } from "./metrics.ts";
import { pageRoutes } from "./page.ts";
import { qrCodeRoute } from "./qr_code.ts";
import type { Route, Routes } from "./route.ts";
import { webSocketRoute, type WebSocketRouteOptions } from "./web_socket.ts";

export interface RoutesOptions extends WebSocketRouteOptions {
  /** The page, if it was built. */
  readonly assets?: readonly Asset[];
  readonly checkHealth: () => Promise<Health>;
  readonly metrics: MetricsOptions;
}

/** All that there is to get. */
export function makeRoutes({ assets, checkHealth, metrics, ...options }: RoutesOptions): Routes {
  const routes: readonly Route[] = [
    ...pageRoutes(assets),
    webSocketRoute(options),
    qrCodeRoute,
    healthzRoute(checkHealth),
    metricsRoute(metrics),
  ];
  return new Map(routes.map((route) => [route.path, route]));
}
