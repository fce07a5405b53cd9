import type { Asset } from "../assets.ts";
import { pageRoutes } from "./page.ts";
import type { Route, Routes } from "./route.ts";

export interface RoutesOptions {
  /** The page, if it was built. */
  readonly assets?: readonly Asset[];
}

/** All that there is to get. */
export function makeRoutes({ assets }: RoutesOptions): Routes {
  const routes: readonly Route[] = [...pageRoutes(assets)];
  return new Map(routes.map((route) => [route.path, route]));
}
