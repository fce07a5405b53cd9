import { readAssets } from "../../../web/assets.ts";
import type { WebOptions } from "../../../web/mod.ts";

/** What a server gives to browsers: the page as the task of the tests built it. */
export const builtPage: WebOptions = { assets: readAssets() };
