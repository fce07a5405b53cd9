/** Writes what is made from the program's own tables: `deno task docs`. */

import { clientPage } from "./client_page.ts";
import { withIrcTables } from "./irc_tables.ts";
import { withPageKeys } from "./page_keys_table.ts";
import { withPermissions } from "./permissions_table.ts";

Deno.writeTextFileSync(new URL("client.md", import.meta.url), clientPage());
fill("operating.md", withPermissions);
fill("irc.md", withIrcTables);
fill("web.md", withPageKeys);

function fill(name: string, withTables: (page: string) => string): void {
  const path = new URL(name, import.meta.url);
  Deno.writeTextFileSync(path, withTables(Deno.readTextFileSync(path)));
}
