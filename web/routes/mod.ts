import type { Asset } from "../assets.ts";
import { pageRoutes } from "./page.ts";
import type { Route, Routes } from "./route.ts";
import { webSocketRoute, type WebSocketRouteOptions } from "./web_socket.ts";

export interface RoutesOptions extends WebSocketRouteOptions {
  /** The page, if it was built. */
  readonly assets?: readonly Asset[];
}

/** All that there is to get. */
export function makeRoutes({ assets, ...options }: RoutesOptions): Routes {
  const routes: readonly Route[] = [...pageRoutes(assets), webSocketRoute(options)];
  return new Map(routes.map((route) => [route.path, route]));
}
