/** Writes what is made from the program's own tables: `deno task docs`. */

import { clientPage } from "./client_page.ts";
import { withPermissions } from "./permissions_table.ts";

const operating = new URL("operating.md", import.meta.url);
Deno.writeTextFileSync(new URL("client.md", import.meta.url), clientPage());
Deno.writeTextFileSync(operating, withPermissions(Deno.readTextFileSync(operating)));
