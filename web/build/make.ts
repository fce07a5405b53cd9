/** `deno task page`: builds the page for browsers, unless it was built of the same sources before. */

import { reasonOf } from "../../helpers/reason_of.ts";
import { type BuiltPage, builtPage, packAsset, readBuiltPage } from "../assets.ts";
import { bundlePage } from "./bundle_page.ts";
import { hashSources } from "./hash_sources.ts";
import { makeAssets } from "./make_assets.ts";

const root = new URL("../../", import.meta.url);

const sourcesHash = hashSources(root);
if (readBuiltPage()?.sourcesHash !== sourcesHash) {
  console.error("Building the page for browsers");
  try {
    Deno.mkdirSync(new URL("./", builtPage), { recursive: true });
    const assets = await makeAssets(await bundlePage(root));
    replace({ sourcesHash, assets: assets.map(packAsset) });
  } catch (error) {
    console.error(`The page cannot be built: ${reasonOf(error)}`);
    Deno.exit(1);
  }
}

/** By a rename: several may build at once, and servers read meanwhile. */
function replace(page: BuiltPage): void {
  const written = new URL(`page.${crypto.randomUUID()}.json`, builtPage);
  Deno.writeTextFileSync(written, JSON.stringify(page));
  Deno.renameSync(written, builtPage);
}
