/** Writes the pages that are made from the program's own tables: `deno task docs`. */

import { clientPage } from "./client_page.ts";

Deno.writeTextFileSync(new URL("client.md", import.meta.url), clientPage());
